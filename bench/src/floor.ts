import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '@cartograph/drizzle/migrate';
import type { Stack } from '@cartograph/stack/start-stack';
import pg from 'pg';
import { buyerCount, buyers } from './shop.ts';

type RoomName = keyof Stack['databases'];

/** What the shop was filled with, in an order that foreign keys allow. */
const filled: readonly [RoomName, readonly string[]][] = [
  ['products', ['products', 'product_variants']],
  ['pricing', ['items', 'price_lists', 'price_entries', 'tax_rates', 'shipping_methods', 'shipping_zones', 'shipping_zone_rates']],
  ['inventory', ['locations', 'levels', 'movements']],
  ['customers', ['customers', 'loyalty_accounts']],
];

export interface Floor {
  url: string;
  /** The one call, by the connection of this client. */
  place(client: number, skus: readonly number[]): Promise<void>;
  /** Of this client, for who does it in more than one call. */
  connection(client: number): pg.Client;
  stop(): Promise<void>;
}

/** One database with a schema a room, made by the rooms' migrations and filled with the same rows, and the one call in it. */
export async function openFloor(adminUrl: string, stack: Stack): Promise<Floor> {
  const admin = await connect(adminUrl);
  await admin.query('create database bench');
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = '/bench';
  const client = await connect(url.toString());
  await client.query('create schema bench');
  for (const room of Object.keys(stack.databases)) await copyTables(client, room);
  for (const [room, tables] of filled) await copyRows(client, room, stack.databases[room], tables);
  await client.query('set search_path to public');
  await client.query(readFileSync(new URL('floor.sql', import.meta.url), 'utf8'));
  for (const [number, { id, email }] of buyers.entries())
    await client.query('insert into bench.clients values ($1, $2, $3)', [number, id, email]);
  await client.query('vacuum analyze');
  await client.end();
  return openClients(url.toString());
}

async function openClients(url: string): Promise<Floor> {
  const clients = await Promise.all(Array.from({ length: buyerCount }, () => connect(url)));
  const connection = (client: number): pg.Client => {
    const found = clients[client];
    if (!found) throw new Error(`there is no connection of client ${client}`);
    return found;
  };
  return {
    url,
    place: async (client, skus) => {
      await connection(client).query({ name: 'place_order', text: 'select bench.place_order($1, $2, $3, $4)', values: [client, ...skus] });
    },
    connection,
    stop: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

/** The migrations write to `public`: here each room's `public` is a schema of its own. */
async function copyTables(client: pg.Client, room: string): Promise<void> {
  await client.query(`create schema ${room}; set search_path to ${room}, public`);
  const folder = migrationsFolder(room);
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  for (const file of files.sort()) {
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('"public".', `"${room}".`);
    await client.query(sql.replaceAll(/CREATE EXTENSION IF NOT EXISTS (\w+)/g, 'CREATE EXTENSION $1 SCHEMA public'));
  }
}

async function copyRows(client: pg.Client, room: string, databaseUrl: string, tables: readonly string[]): Promise<void> {
  const source = await connect(databaseUrl);
  for (const table of tables) {
    const { rows: written } = await source.query<{ columns: string }>(
      `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
      [table],
    );
    const columns = written[0]?.columns ?? '';
    // Some come with the tables, and tables that are only added to come empty: they refuse a delete even of nothing.
    const { rows: came } = await client.query(`select from ${room}.${table} limit 1`);
    if (came.length > 0) await client.query(`delete from ${room}.${table}`);
    const { rows } = await source.query<{ rows: unknown }>(`select coalesce(jsonb_agg(to_jsonb(t)), '[]') as rows from ${table} t`);
    await client.query(
      `insert into ${room}.${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${room}.${table}, $1)`,
      [JSON.stringify(rows[0]?.rows)],
    );
  }
  await source.end();
}

export async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'bench' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
