import { migrateRoom } from '@cartograph/drizzle/migrate';
import { readProvider } from '@cartograph/kit/payment-provider';
import { readRoomEnvironment, runRoom } from '@cartograph/kit/process';
import { readPaymentsConfig } from '#config';
import { start } from '#server';

await runRoom(async () => {
  const { env, ...options } = await readRoomEnvironment('payments', 4006);
  const config = readPaymentsConfig(env);
  readProvider(env);
  process.stdout.write('PAYMENTS is simulator: no money moves\n');
  await migrateRoom('payments', options.databaseUrl);
  return start({ ...options, publicUrl: config.PUBLIC_URL, providerDeadlineMs: config.PROVIDER_DEADLINE_MS });
});
