import { ConfigError } from '@cartograph/kit/config';
import { runningStack } from '@cartograph/kit/data-dir';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { claimDataFolder } from './data-folder.ts';
import { type Examination } from './doctor/examine.ts';
import { examinePersistent } from './doctor/persistent.ts';
import { report } from './doctor/report.ts';
import { openServer } from './open-server.ts';
import { roomUrl } from './provision.ts';
import { type EachRoom, eachRoom } from './rooms.ts';
import { readSecrets } from './secrets.ts';

const { json } = readCommandLine({
  name: 'npm run doctor',
  does: 'checks every invariant in and across all databases, beside a running stack or on a stopped one; exit 1 on a violation.',
  options: { json: 'prints the result as JSON' },
  reads: ['DATA_DIR', 'DATABASE_URL'],
});

let release = (): Promise<void> => Promise.resolve();

/** Beside a running stack, or on the databases of a stopped one: then PostgreSQL runs for as long as the look takes. */
async function diagnose(): Promise<Examination> {
  const { dataDir, databaseUrl } = readStackConfig();
  const stack = runningStack(dataDir);
  if (stack) return examinePersistent(stack.databases as EachRoom<string>, true);
  if (!readSecrets(dataDir)) throw new ConfigError(`DATA_DIR: nothing was ever started on ${dataDir}.`);
  const folder = claimDataFolder(dataDir, 'npm run doctor');
  release = () => Promise.resolve(folder.release());
  const server = await openServer(dataDir, databaseUrl);
  release = async () => {
    await server.stop();
    folder.release();
  };
  return examinePersistent(
    eachRoom((room) => roomUrl(server.adminUrl, room, server.secrets.rooms[room])),
    false,
  );
}

onStopSignal(() => release());
try {
  const examination = await diagnose();
  await release();
  console.log(json ? JSON.stringify(examination, undefined, 2) : report(examination));
  process.exitCode = examination.violations.length > 0 ? 1 : 0;
} catch (error) {
  await release().catch(() => undefined);
  refuseStart(error);
}
