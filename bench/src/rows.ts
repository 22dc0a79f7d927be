import type { Stack } from '@cartograph/stack/start-stack';
import type pg from 'pg';
import { connect, type Floor } from './floor.ts';
import { placeBare, type Settlement } from './saga.ts';

/** Table, as `room.table`, to what one order adds to it. */
export type RowsAnOrder = ReadonlyMap<string, number>;

/** Places one order each way and counts what it left; throws when floor and saga differ, since then the floor is not one. */
export async function compareRows(stack: Stack, floor: Floor, settlement: Settlement): Promise<RowsAnOrder> {
  const bySaga = await added(
    () => countSaga(stack),
    async () => {
      await placeBare(stack, 0, 10);
      await settlement.settled();
    },
  );
  const byFloor = await added(
    () => countFloor(floor.url),
    () => floor.place(0, 10),
  );
  const text = (rows: RowsAnOrder): string => JSON.stringify([...rows]);
  if (text(bySaga) !== text(byFloor)) throw new Error(`one order leaves ${text(bySaga)} by the saga, but ${text(byFloor)} by the floor`);
  return byFloor;
}

async function added(count: () => Promise<Map<string, number>>, placeOne: () => Promise<void>): Promise<RowsAnOrder> {
  const before = await count();
  await placeOne();
  const after = await count();
  const grown = [...after].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const).filter(([, rows]) => rows !== 0);
  return new Map(grown.sort(([a], [b]) => a.localeCompare(b)));
}

async function countSaga({ databases }: Stack): Promise<Map<string, number>> {
  const all = new Map<string, number>();
  for (const [room, url] of Object.entries(databases))
    for (const [table, rows] of await countAt(url)) all.set(table.replace(/^public\./, `${room}.`), rows);
  return all;
}

const countFloor = (url: string): Promise<Map<string, number>> => countAt(url);

async function countAt(url: string): Promise<Map<string, number>> {
  const client = await connect(url);
  try {
    const counts = new Map<string, number>();
    for (const { name } of await tablesOf(client)) {
      const { rows } = await client.query<{ rows: number }>(`select count(*)::int as rows from ${name}`);
      counts.set(name, rows[0]?.rows ?? 0);
    }
    return counts;
  } finally {
    await client.end();
  }
}

const tablesOf = async (client: pg.Client): Promise<{ name: string }[]> =>
  (
    await client.query<{ name: string }>(
      `select schemaname || '.' || tablename as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema', 'drizzle', 'bench')`,
    )
  ).rows;
