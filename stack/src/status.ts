import { runningStack, type StackFile } from '@cartograph/kit/data-dir';
import { escaped } from '@cartograph/kit/escaped';
import { refuseStart } from '@cartograph/kit/process';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { holderOf } from './data-folder.ts';
import { namedDatabases } from './find-databases.ts';
import { forEachRoom, rooms } from './rooms.ts';
import { report, type Status } from './status/report.ts';
import { readPlacements, readRoom } from './status/status-store.ts';

readCommandLine({
  name: 'npm run status',
  does: 'says what runs on DATA_DIR, or what databases elsewhere hold: address, open placements, event lag, rows a table.',
  options: {},
  reads: ['DATA_DIR', 'DATABASE_URL', '<ROOM>_DATABASE_URL'],
});

async function gatewayState(url: string | null): Promise<string> {
  if (url === null) return 'not started: only the databases run';
  const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );
  return `${url}, ${ready ? 'ready' : 'not ready'}`;
}

async function look(databases: Readonly<Record<string, string>>, about: Status['about']): Promise<Status> {
  const [found, placements] = await Promise.all([forEachRoom((room) => readRoom(databases[room])), readPlacements(databases['orders'])]);
  return { about, placements, rooms: rooms.map((room) => [room, found[room]] as const) };
}

const ofStack = async ({ url, pid, databases }: StackFile): Promise<Status> =>
  look(databases, [
    ['process', String(pid)],
    ['gateway', await gatewayState(url)],
  ]);

try {
  const { dataDir, databaseUrl } = readStackConfig();
  const named = namedDatabases({ dataDir, databaseUrl });
  const stack = runningStack(dataDir);
  const holder = holderOf(dataDir);
  if (named) console.log(report(await look(named, [['databases', new URL(named.orders).host]])));
  else if (stack) console.log(report(await ofStack(stack)));
  else if (holder) console.log(escaped(`process ${holder.pid} (${holder.purpose}) is at work on ${dataDir}`));
  else console.log(escaped(`nothing runs on ${dataDir}`));
} catch (error) {
  refuseStart(error);
}
