import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { claimDataFolder } from './data-folder.ts';
import { openDatabases } from './open-databases.ts';
import { printedProgress } from './progress.ts';

readCommandLine({
  name: 'npm run db -w stack',
  does: 'starts PostgreSQL with migrated databases alone, for rooms that are started one by one.',
  options: {},
  reads: ['DATA_DIR', 'DATABASE_URL'],
});

// PostgreSQL and migrated databases alone, so that rooms can be started one by one beside it: npm run dev -w subgraphs/<room>.
let stop = (): Promise<void> => Promise.resolve();
onStopSignal(() => stop());
try {
  const { dataDir, databaseUrl } = readStackConfig();
  const folder = claimDataFolder(dataDir, 'npm run db');
  stop = () => Promise.resolve(folder.release());
  const progress = printedProgress();
  const { databases, secrets, stop: stopServer } = await openDatabases(dataDir, databaseUrl, (...line) => progress.step(...line));
  stop = async () => {
    await stopServer();
    folder.release();
  };
  folder.announce({ url: null, databases, callerSecret: secrets.caller });
  console.log('\nRooms find their databases now: npm run dev -w subgraphs/<room>. Ctrl-C stops PostgreSQL.');
  // Nothing else keeps this process alive: the server is one of its own.
  setInterval(() => undefined, 60_000);
} catch (error) {
  refuseStart(error);
}
