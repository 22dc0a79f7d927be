import { setTimeout as sleep } from 'node:timers/promises';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import { type RoomName, rooms } from '@cartograph/stack/rooms';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Program, runProgram, takenPort } from '../support/programs.ts';
import { askRoom, callerSecret, callers, sdlOf } from '../support/room-list.ts';
import { entityKeys } from '../support/room-sdl.ts';
import { until } from '../support/until.ts';

function runRoom(room: RoomName, env: Record<string, string>): Program {
  const common = { PORT: '0', CALLER_SECRET: callerSecret, LOG_LEVEL: 'warn' };
  const program = runProgram(`subgraphs/${room}/src/main.ts`, { ...common, ...env });
  onTestFinished(() => program.kill('SIGKILL'));
  return program;
}

/** How a start was refused: the exit code, and the lines on stderr. */
async function refusal(program: Program): Promise<{ code: string; lines: string[] }> {
  return { code: await program.ended, lines: program.stderr().trimEnd().split('\n') };
}

const elsewhere = (databaseUrl: string, change: (url: URL) => void): string => {
  const url = new URL(databaseUrl);
  // The server's socket would be found under any address.
  url.searchParams.delete('host');
  change(url);
  return url.toString();
};

describe.each(rooms)('%s as a process', (room) => {
  it('finishes what is under way when it is told to stop', async () => {
    const databaseUrl = await freshDatabaseUrl(room);
    const program = runRoom(room, { DATABASE_URL: databaseUrl });
    const url = await program.listening();
    const { release, waiting } = await lockEverything(databaseUrl);
    const slow = askSomething(room, url);
    slow.catch(() => undefined);
    await until(waiting, Boolean);
    // What waits may be a sweep of the room's own: then the request is a moment behind, but not behind what is asked after it.
    await sleep(100);
    for (let asked = 0; asked < 3; asked += 1) expect(await isOpen(url)).toBe(true);

    const since = Date.now();
    program.kill('SIGTERM');
    await until(
      () => isOpen(url),
      (open) => !open,
    );
    await release();
    expect((await slow).errors).toBeUndefined();
    expect(await program.ended).toBe('0');
    expect(Date.now() - since).toBeLessThan(10_000);
    expect(program.stderr()).toBe('');
    expect(program.stdout()).toMatch(/^EVENT_BUS is postgres: no other process hears/m);
  });

  it('is refused in production on a server that may lose what it answers, and tells it elsewhere', async () => {
    // The tests' own server is quick because its fsync is off.
    const databaseUrl = await freshDatabaseUrl(room);
    const { code, lines } = await refusal(runRoom(room, { DATABASE_URL: databaseUrl, NODE_ENV: 'production', PAYMENTS: 'simulator' }));
    expect([code, lines]).toEqual(['1', [expect.stringMatching(/^DATABASE_URL: fsync is off there, so that .*; set it to on\.$/)]]);
    const elsewhere = runRoom(room, { DATABASE_URL: databaseUrl });
    await elsewhere.listening();
    expect(elsewhere.stdout()).toContain('fsync is off there');
  });

  it('says in one sentence that its port is taken', async () => {
    const port = String(await takenPort());
    const { code, lines } = await refusal(runRoom(room, { DATABASE_URL: await freshDatabaseUrl(room), PORT: port }));
    expect({ code, lines }).toEqual({ code: '1', lines: [expect.stringMatching(new RegExp(`^PORT: .*${port}`))] });
  });

  it('says in one sentence that there is no database', async () => {
    const [port] = await steadyPorts(1);
    const { code, lines } = await refusal(runRoom(room, { DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/shop` }));
    expect({ code, lines }).toEqual({ code: '1', lines: [expect.stringMatching(/^DATABASE_URL: /)] });
  });
});

describe('a room that cannot use what it was given', () => {
  it.each<[string, (url: URL) => void]>([
    ['a wrong password', (url) => (url.password = 'wrong')],
    ['a database that does not exist', (url) => (url.pathname = '/nowhere')],
    ['a host that does not exist', (url) => (url.hostname = 'nowhere.invalid')],
    ['something that is no database', (url) => (url.protocol = 'mysql:')],
  ])('names DATABASE_URL: %s', async (_, change) => {
    const { code, lines } = await refusal(runRoom('pricing', { DATABASE_URL: elsewhere(await freshDatabaseUrl('pricing'), change) }));
    expect(code).toBe('1');
    expect(lines.at(-1)).toMatch(/^ *DATABASE_URL: /);
    expect(lines.join('\n')).not.toMatch(/^ +at /m);
  });

  it('names every bad variable at once', async () => {
    const { code, lines } = await refusal(runRoom('pricing', { DATABASE_URL: 'shop', PORT: 'many', CALLER_SECRET: 'short' }));
    expect(code).toBe('1');
    for (const name of ['PORT', 'DATABASE_URL', 'CALLER_SECRET']) expect(lines.join('\n')).toContain(`  ${name}: `);
  });

  it('names EVENT_BUS when NATS is not there', async () => {
    const [port] = await steadyPorts(1);
    const env = { DATABASE_URL: await freshDatabaseUrl('pricing'), EVENT_BUS: `nats://user:secret@127.0.0.1:${port}` };
    const { code, lines } = await refusal(runRoom('pricing', env));
    expect({ code, lines }).toEqual({ code: '1', lines: [expect.stringMatching(/^EVENT_BUS: /)] });
    expect(lines.join('\n')).not.toContain('secret');
  });
});

/** Reads one entity that does not exist, which takes a statement; of a room that has none, a page. */
function askSomething(room: RoomName, url: string) {
  if (room === 'exchange') return askRoom({ name: room, url }, '{ jobs { edges { cursor } } }', {}, callers.staff);
  const key = entityKeys(sdlOf(room)).find(({ type }) => type !== 'Customer' || room === 'customers');
  if (!key) throw new Error(`${room} has no entity`);
  const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on ${key.type} { ${key.selection} } } }`;
  const refs = [{ __typename: key.type, [key.field]: '0190a0b0-0000-7000-8000-000000000000' }];
  return askRoom({ name: room, url }, query, { refs }, callers.staff);
}

/** Makes every statement on the room's tables wait until `release`. `waiting`: does one that reads wait already? */
async function lockEverything(databaseUrl: string) {
  const [holder, watcher] = await Promise.all([connectTo(databaseUrl), connectTo(databaseUrl)]);
  const { rows } = await holder.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('outbox', 'inbox')`,
  );
  await holder.query(`begin; lock table ${rows.map(({ name }) => name).join(', ')} in access exclusive mode`);
  const waiting = async (): Promise<boolean> => {
    const { rowCount } = await watcher.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike 'select%' limit 1`,
    );
    return rowCount === 1;
  };
  return { release: () => holder.query('commit'), waiting };
}

async function connectTo(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

const isOpen = (url: string): Promise<boolean> =>
  fetch(`${url}/health/live`).then(
    () => true,
    () => false,
  );
