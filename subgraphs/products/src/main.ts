import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { start } from '#server';

await runRoom(async () => {
  const environment = await readRoomEnvironment('products', 4001);
  await migrateRoom('products', environment.databaseUrl);
  return start(environment);
});
