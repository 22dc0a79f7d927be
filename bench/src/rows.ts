import type { Stack } from '@cartograph/stack/start-stack';
import type pg from 'pg';
import { connect } from './floor.ts';
import { placeBare } from './saga.ts';
import { buyerAt, skuOf } from './shop.ts';
import type { Site } from './site.ts';
import { placeInTransaction } from './transaction.ts';

/** What one order adds, a table: its rows, as `room.table`, and the sums of what it changes, as `room.table.column`. */
export type RowsAnOrder = ReadonlyMap<string, number>;

const client = 0;
const skus = [0, 1, 2];

/** Places the same order each way and counts what it left; throws when two differ, since then they are not to be compared. */
export async function compareRows({ stack, floor, settlement }: Site): Promise<RowsAnOrder> {
  const inRooms = (): Promise<Map<string, number>> => countRooms(stack.databases);
  const inOne = (): Promise<Map<string, number>> => countAt(floor.url);
  const byFloor = await added(inOne, () => floor.place(client, skus));
  const others = {
    transaction: await added(inOne, () => placeInTransaction(floor.connection(client), buyerAt(client), skus.map(skuOf))),
    saga: await added(inRooms, async () => {
      await placeBare(stack, client, skus);
      await settlement.settled();
    }),
  };
  const text = (rows: RowsAnOrder): string => JSON.stringify([...rows]);
  for (const [name, rows] of Object.entries(others))
    if (text(rows) !== text(byFloor)) throw new Error(`one order leaves ${text(rows)} by the ${name}, but ${text(byFloor)} by the floor`);
  return byFloor;
}

async function added(count: () => Promise<Map<string, number>>, placeOne: () => Promise<void>): Promise<RowsAnOrder> {
  const before = await count();
  await placeOne();
  const after = await count();
  const grown = [...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const).filter(([, rows]) => rows !== 0);
  return new Map(grown.sort(([a], [b]) => a.localeCompare(b)));
}

async function countRooms(databases: Stack['databases']): Promise<Map<string, number>> {
  const all = new Map<string, number>();
  for (const [room, url] of Object.entries(databases))
    for (const [table, rows] of await countAt(url)) all.set(table.replace(/^public\./, `${room}.`), rows);
  return all;
}

/** Of what an order changes in rows that were there, and of the money it writes. */
const summed: Readonly<Record<string, string>> = {
  levels: 'reserved',
  loyalty_accounts: 'pending',
  orders: 'total_minor',
  payments: 'captured_minor',
  charges: 'captured_minor',
};

async function countAt(url: string): Promise<Map<string, number>> {
  const client = await connect(url);
  try {
    const counts = new Map<string, number>();
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${name}`);
      counts.set(name, rows[0]?.rows ?? 0);
      const column = summed[name.split('.')[1] ?? ''];
      if (column === undefined) continue;
      const sums = await client.query<{ sum: number }>(`select coalesce(sum(${column}), 0)::float8 as sum from ${name}`);
      counts.set(`${name}.${column}`, sums.rows[0]?.sum ?? 0);
    }
    return counts;
  } finally {
    await client.end();
  }
}

// What a room keeps to itself of its server, and what rooms keep of orders that they are told of later: placing is done without it.
const besides = ['server_life', 'order_sales', 'purchases'];

const tablesOf = async (client: pg.Client): Promise<{ name: string }[]> =>
  (
    await client.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'drizzle', 'bench') and schemaname not like 'pg\\_temp%' and tablename <> all($1)`,
      [besides],
    )
  ).rows;
