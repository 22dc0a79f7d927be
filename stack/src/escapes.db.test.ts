import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { databaseVariable } from './given-databases.ts';
import { type EachRoom, forEachRoom, rooms } from './rooms.ts';

// What a terminal obeys: an escape, its one-byte sister, a line of our own report, a mark of direction.
const inSql = `U&'\\001b[2J\\009b2J\\000a0 violations\\202e'`;
const inJson = '\\u001b[2J\\u009b2J\\n0 violations\\u202e';
const obeyed = /[\p{Cc}\u202a-\u202e]/u;

interface Ended {
  code: number;
  text: string;
}

let databases: EachRoom<string>;
let placements: string[];
let planted = 0;

const run = (command: string, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', ...Object.fromEntries(rooms.map((room) => [databaseVariable(room), databases[room]])) };
    execFile(process.execPath, [join(import.meta.dirname, `${command}.ts`), ...args], { env, maxBuffer: 64e6 }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }),
    );
  });

async function within<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Behind every text, and behind every string in JSON, wherever the table lets it stand. */
const plant = (url: string): Promise<number> =>
  within(url, async (client) => {
    const { rows } = await client.query<{ table: string; column: string; json: boolean }>(
      `select c.table_name as table, c.column_name as column, c.data_type = 'jsonb' as json
       from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
       where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('text', 'character varying', 'jsonb')
         and c.is_generated = 'NEVER'`,
    );
    await client.query('set session_replication_role = replica');
    let kept = 0;
    for (const { table, column, json } of rows) {
      const [at, name] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
      const value = json
        ? `regexp_replace(${name}::text, '": "((?:[^"\\\\]|\\\\.)*)"', '": "\\1' || ${client.escapeLiteral(inJson)} || '"', 'g')::jsonb`
        : `${name} || ${inSql}`;
      kept += await client.query(`update ${at} set ${name} = ${value} where ${name} is not null`).then(
        ({ rowCount }) => ((rowCount ?? 0) > 0 ? 1 : 0),
        () => 0,
      );
    }
    return kept;
  });

beforeAll(async () => {
  databases = await forEachRoom((room) => freshDatabaseUrl(room));
  expect(await run('seed')).toMatchObject({ code: 0 });
  placements = await within(databases.orders, async (client) => {
    const { rows } = await client.query<{ id: string }>(`(select id from placements where state = 'completed' limit 1) union all
      (select id from placements where state = 'aborted' limit 1)`);
    return rows.map(({ id }) => id);
  });
  for (const room of rooms) planted += await plant(databases[room]);
}, 120_000);

const commands = ['doctor', 'doctor --json', 'status', 'replay', 'replay --json'];

// At the same time: each is a process that only reads, and the doctor looks twice.
test.concurrent.each(commands)(
  'what strangers wrote everywhere does nothing to the terminal of npm run %s',
  { timeout: 300_000 },
  async (typed) => {
    const [command = '', ...args] = typed.split(' ');
    expect(planted).toBeGreaterThan(50);
    expect(placements.length).toBeGreaterThan(0);
    const runs = command === 'replay' ? placements.map((id) => [id, ...args]) : [args];
    for (const each of runs) {
      const { text } = await run(command, ...each);
      expect(text.replaceAll('\n', '')).not.toMatch(obeyed);
      expect(text).not.toMatch(/^0 violations$/m);
      // The control: it is there, and shown.
      if (command !== 'status') expect(text).toContain('\\u001b[2J');
    }
  },
);
