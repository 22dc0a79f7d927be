import { runningStack, type StackFile } from '@cartograph/kit/data-dir';
import { refuseStart } from '@cartograph/kit/process';
import pg from 'pg';
import { readCommandLine } from './command-line.ts';
import { readStackConfig } from './config.ts';
import { holderOf } from './data-folder.ts';
import { forEachRoom, rooms } from './rooms.ts';

readCommandLine({
  name: 'npm run status',
  does: 'says what runs on DATA_DIR: address, open placements, event lag, rows a table.',
  options: {},
  reads: ['DATA_DIR'],
});

interface RoomStatus {
  /** Rows a table, the room's own tables only. */
  tables: Readonly<Record<string, number>>;
  /** Events that are not published yet, and those that were given up. */
  waiting: number;
  parked: number;
}

async function readRoom(url: string | undefined): Promise<RoomStatus | undefined> {
  if (url === undefined) return undefined;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, application_name: 'status' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; count: string }>(`
      select relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from public.%I', relname), true, true, '')))[1] as count
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relpersistence = 'p'
        and relname not in ('outbox', 'inbox') order by relname`);
    const lag = await client.query<{ waiting: number; parked: number }>(`
      select count(*) filter (where parked_at is null)::int as waiting, count(parked_at)::int as parked from outbox where published_at is null`);
    const { waiting = 0, parked = 0 } = lag.rows[0] ?? {};
    return { tables: Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)])), waiting, parked };
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function placementsByState(url: string | undefined): Promise<string> {
  if (url === undefined) return 'unknown';
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000, application_name: 'status' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ open: number; attention: number }>(`
      select count(*) filter (where state in ('pending', 'confirmed', 'aborting') and not needs_attention)::int as open,
             (select count(*) from (select id from placements where needs_attention
                                    union select order_id from cancellations where state = 'pending' and needs_attention) flagged)::int as attention
      from placements`);
    return `${rows[0]?.open ?? 0} open, ${rows[0]?.attention ?? 0} need attention`;
  } catch {
    return 'unknown';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function gatewayState(url: string | null): Promise<string> {
  if (url === null) return 'not started: only the databases run';
  const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );
  return `${url}, ${ready ? 'ready' : 'not ready'}`;
}

async function print({ url, pid, databases }: StackFile): Promise<void> {
  const found = await forEachRoom((room) => readRoom(databases[room]));
  console.log(`process    ${pid}\ngateway    ${await gatewayState(url)}\nplacements ${await placementsByState(databases['orders'])}\n`);
  for (const room of rooms) {
    const status = found[room];
    const counts = status ? Object.entries(status.tables).map(([name, count]) => `${name} ${count}`) : ['its database does not answer'];
    const lag = status ? `lag ${status.waiting}${status.parked > 0 ? `, ${status.parked} parked` : ''}` : '';
    console.log(`${room.padEnd(11)}${lag.padEnd(8)} ${counts.join(', ')}`);
  }
}

try {
  const { dataDir } = readStackConfig();
  const stack = runningStack(dataDir);
  const holder = holderOf(dataDir);
  if (stack) await print(stack);
  else console.log(holder ? `process ${holder.pid} (${holder.purpose}) is at work on ${dataDir}` : `nothing runs on ${dataDir}`);
} catch (error) {
  refuseStart(error);
}
