import { migrateRoom } from '@cartograph/drizzle/migrate';
import { collectProcessMetrics } from '@cartograph/kit/metrics';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { start } from '#server';

await runRoom(async () => {
  const environment = await readRoomEnvironment('pricing', 4003);
  collectProcessMetrics();
  await migrateRoom('pricing', environment.databaseUrl);
  return start(environment);
});
