import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { start } from '#server';

await runRoom(async () => {
  const environment = await readRoomEnvironment('reviews', 4011);
  await migrateRoom('reviews', environment.databaseUrl);
  return start(environment);
});
