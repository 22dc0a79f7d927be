import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { start } from '#server';

await runRoom(async () => {
  const { env: _, ...options } = await readRoomEnvironment('customers', 4004);
  await migrateRoom('customers', options.databaseUrl);
  return start(options);
});
