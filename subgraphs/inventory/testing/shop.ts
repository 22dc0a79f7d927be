import type { Author } from '@cartograph/kit/audit';
import { type Database, openDatabase } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabase, freshDatabaseUrl, patient } from '@cartograph/kit/testing/fresh-database';
import { afterAll } from 'vitest';
import { checks } from '#checks';
import { type Commands, commands } from '#commands';

export interface Shop extends Commands {
  db: Database;
  /** `shelves` are numbers on hand: one per location, `main` first, then `east`. */
  stock(sku: string, shelves: readonly number[], threshold?: number): Promise<void>;
  /** Reserves one line for a new placement, or the one given. */
  order(sku: string, quantity: number, placementId?: string): Promise<{ placementId: string; state: string }>;
  /** "on hand/reserved" per location, best first. */
  shelves(sku: string): Promise<string[]>;
  events(type: string): Promise<Record<string, unknown>[]>;
  /** Details of every violated claim; a healthy shop has none. */
  violations(): Promise<string[]>;
  /** How many statements `work` takes. */
  statementsOf(work: () => Promise<unknown>): Promise<number>;
}

/** Who books in tests. */
export const clerk: Author = { id: 'staff-1', name: 'staff@example.com', client: '192.0.2.1', requestId: 'request-1' };

/** An empty shop on a database of its own; `connections` widens its pool for races. */
export async function openShop(connections?: number): Promise<Shop> {
  const db = connections === undefined ? await freshDatabase('inventory') : await wideDatabase(connections);
  const bound = commands(db);
  await bound.importStock({
    locations: [
      { id: 'main', name: 'Main house', priority: 1 },
      { id: 'east', name: 'East wing', priority: 2 },
    ],
    levels: [],
  });
  return { ...bound, db, ...verbsOf(db, bound) };
}

async function wideDatabase(max: number): Promise<Database> {
  const db = openDatabase({ url: await freshDatabaseUrl('inventory'), max, log: silentLog(), ...patient });
  afterAll(() => db.close());
  return db;
}

const locationIds = ['main', 'east'];

const verbsOf = (db: Database, bound: Commands): Omit<Shop, keyof Commands | 'db'> => ({
  stock: async (sku, shelves, threshold = 0) => {
    const levels = shelves.map((onHand, index) => ({ sku, locationId: locationIds[index] ?? '', onHand, lowStockThreshold: threshold }));
    await bound.importStock({ locations: [], levels });
  },
  order: async (sku, quantity, placementId = uuidv7()) => {
    const [outcome] = await bound.reserveStock([{ placementId, lines: [{ sku, quantity }] }]);
    return { placementId, state: outcome?.state ?? 'none' };
  },
  shelves: async (sku) => {
    const text = `select on_hand || '/' || reserved as shelf from levels join locations on id = location_id where sku = $1 order by priority`;
    return (await db.query<{ shelf: string }>({ text, values: [sku] })).map(({ shelf }) => shelf);
  },
  events: async (type) => {
    const rows = await db.query<{ data: Record<string, unknown> }>({
      text: 'select data from outbox where type = $1 order by id',
      values: [type],
    });
    return rows.map(({ data }) => data);
  },
  violations: async () => {
    const found = await Promise.all(checks.own.map(({ sql }) => db.query<{ detail: string }>({ text: sql })));
    return found.flat().map(({ detail }) => detail);
  },
  statementsOf: async (work) => {
    const before = db.statements();
    await work();
    return db.statements() - before;
  },
});
