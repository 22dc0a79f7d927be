import { ConfigError } from '@cartograph/kit/config';
import pg from 'pg';
import type { Rooms } from '../start-rooms.ts';
import { seedDemo } from './seed-demo.ts';
import { seedPictures } from './seed-pictures.ts';
import { seedReviews } from './seed-reviews.ts';

/** Where it is written down that the demo was brought in; kept in orders' database, so that it lives and dies with the data. */
const ledger = `create schema if not exists stack;
  create table if not exists stack.seeds (name text primary key, started_at timestamptz not null default now(), finished_at timestamptz)`;

/** Brings the demo in once. A run that was cut short is repeated as of its own first day, so that it finds all that it did. */
export async function seedOnce(rooms: Rooms, ordersUrl: string): Promise<string> {
  return withClient(ordersUrl, async (client) => {
    await client.query(ledger);
    const once = async (name: string, seed: (began: Date) => Promise<string>): Promise<string | undefined> => {
      const { rows } = await client.query<{ started_at: Date; finished_at: Date | null }>(
        `insert into stack.seeds (name) values ($1) on conflict (name) do update set name = excluded.name returning started_at, finished_at`,
        [name],
      );
      const [run] = rows;
      if (!run) throw new Error('the seed is nowhere written down');
      if (run.finished_at) return undefined;
      const said = await seed(run.started_at);
      await client.query(`update stack.seeds set finished_at = now() where name = $1`, [name]);
      return said;
    };
    const said = await once('demo', (began) => seedDemo(rooms, began));
    // Apart: a demo of an earlier version has none yet.
    const drawn = await once('demo pictures', () => seedPictures(rooms));
    const reviewed = await once('demo reviews', (began) => seedReviews(rooms, began));
    return [said ?? 'the demo is there already', drawn, reviewed].filter((each) => each !== undefined).join(', ');
  });
}

/** For a restore: the one table of a shop that no migration makes. */
export const makeSeedLedger = (ordersUrl: string): Promise<void> =>
  withClient(ordersUrl, async (client) => void (await client.query(ledger)));

/** The demo's accounts have a password that everybody knows. */
export async function refuseDemoInProduction(ordersUrl: string): Promise<void> {
  if (await holdsDemo(ordersUrl))
    throw new ConfigError(
      'DATA_DIR: this shop holds the demo with its public passwords, which NODE_ENV=production refuses; choose another.',
    );
}

/** A shop that was filled with the demo before, whatever SEED says today. */
export async function refuseDemoBeyond(host: string, ordersUrl: string): Promise<void> {
  if (await holdsDemo(ordersUrl))
    throw new ConfigError(
      `HOST: this shop holds the demo with its public passwords, and ${host} is reached from beyond this machine; choose another DATA_DIR, or set DEMO_PUBLIC=yes if that is meant.`,
    );
}

async function holdsDemo(ordersUrl: string): Promise<boolean> {
  return withClient(ordersUrl, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(`select to_regclass('stack.seeds') is not null as there`);
    if (!rows[0]?.there) return false;
    return ((await client.query('select from stack.seeds')).rowCount ?? 0) > 0;
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'seed' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
