import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { findDatabases } from './find-databases.ts';
import { seedOnce } from './seed/seed-once.ts';

readCommandLine({
  name: 'npm run seed',
  does: 'fills the databases that it finds with the demo shop, once; for rooms that run one by one.',
  options: {},
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL', 'NODE_ENV'],
});

let release = (): Promise<void> => Promise.resolve();
onStopSignal(() => release());
try {
  if (readStackConfig().production) throw new ConfigError('NODE_ENV: the demo shop has public passwords and is refused in production.');
  const { databases } = await findDatabases('npm run seed', (next) => {
    release = next;
  });
  const { startRooms } = await import('./start-rooms.ts');
  // Without relays: the events wait in the outboxes for rooms that run.
  const quiet = { callerSecret: 'not used in process', publicUrl: 'http://localhost', eventBus: 'postgres', logLevel: 'warn' };
  const { rooms, stop } = await startRooms({ databases, ...quiet, background: false });
  try {
    console.log(await seedOnce(rooms, databases.orders));
  } finally {
    await stop();
  }
  await release();
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
