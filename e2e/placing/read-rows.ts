import type { RoomName } from '@cartograph/stack/rooms';
import pg from 'pg';
import type { DemoShop } from '../support/demo-shop.ts';

/** Reads a room's database directly, where the API must not tell. */
export async function readRows<Row extends pg.QueryResultRow>(
  shop: DemoShop,
  room: RoomName,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: shop.stack().databases[room] });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

export async function countRows(shop: DemoShop, room: RoomName, table: string): Promise<number> {
  const [row] = await readRows<{ count: number }>(shop, room, `select count(*)::int as count from ${table}`);
  return row?.count ?? Number.NaN;
}
