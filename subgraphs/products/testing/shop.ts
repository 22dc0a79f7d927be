import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '@cartograph/kit/caller';
import { type Database, openDatabase } from '@cartograph/kit/db';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidFromName } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import type { Room } from '@cartograph/kit/room';
import type { Listen } from '@cartograph/kit/serve';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll } from 'vitest';
import type { Commands } from '#commands';
import type { Catalogue, CategoryImport, ProductImport } from '#rules/catalogue';
import { start } from '#server';

export const customer: Caller = { kind: 'customer', customerId: uuidFromName('ada'), email: 'ada@example.com', roles: ['customer'] };
export const staff: Caller = { kind: 'customer', customerId: uuidFromName('sam'), email: 'sam@example.com', roles: ['staff'] };
export const orders: Caller = { kind: 'room', room: 'orders' };

export const kitchen: CategoryImport = { id: uuidFromName('category kitchen'), slug: 'kitchen', name: 'Kitchen' };
export const tea: CategoryImport = { id: uuidFromName('category tea'), slug: 'tea', name: 'Tea' };

/** A published product with one variant, of the kitchen, named after its slug; `more` says what is otherwise. */
export const product = (slug: string, more: Partial<ProductImport> = {}): ProductImport => ({
  id: uuidFromName(`product ${slug}`),
  slug,
  title: slug.replaceAll('-', ' '),
  description: null,
  status: 'PUBLISHED',
  createdAt: new Date('2026-01-01T00:00:00.000Z'),
  categorySlugs: ['kitchen'],
  variants: [{ id: uuidFromName(`variant ${slug}`), sku: slug.toUpperCase(), title: null }],
  ...more,
});

export const catalogue = (...products: ProductImport[]): Catalogue => ({ categories: [kitchen, tea], products });

export const smallShop: Catalogue = catalogue(
  product('classic-mug', {
    title: 'Classic Mug',
    description: 'Stoneware, glazed by hand.',
    variants: [
      { id: uuidFromName('variant MUG-CLASSIC'), sku: 'MUG-CLASSIC', title: 'White' },
      { id: uuidFromName('variant MUG-CLASSIC-BLUE'), sku: 'MUG-CLASSIC-BLUE', title: 'Blue' },
    ],
  }),
  product('darjeeling', { title: 'Darjeeling First Flush', description: 'Loose leaf, 250 g.', categorySlugs: ['tea', 'kitchen'] }),
  product('assam', { title: 'Assam', description: 'Strong; takes milk in any mug.', categorySlugs: ['tea'] }),
  product('secret-pot', { title: 'Secret Pot', status: 'DRAFT' }),
  product('old-kettle', { title: 'Old Kettle', status: 'ARCHIVED' }),
);

/** The room on a database of its own, without timers, stopped when the test file ends. */
export const openShop = async (stock: Catalogue = smallShop, listen?: Listen): Promise<Room<Commands>> =>
  (await openShopWith(stock, listen)).room;

/** The same, with its database. */
export async function openShopWith(
  stock: Catalogue = smallShop,
  listen?: Listen,
  dataDir = mkdtempSync(join(tmpdir(), 'products-')),
): Promise<{ room: Room<Commands>; db: Database }> {
  const databaseUrl = await freshDatabaseUrl('products');
  const room = await start({
    databaseUrl,
    remotes: {},
    bus: createLocalEventBus(),
    log: silentLog(),
    background: false,
    dataDir,
    publicUrl: 'http://shop.test',
    uploadSecret: 'a secret of tests',
    ...(listen ? { listen } : {}),
  });
  const db = openDatabase({ url: databaseUrl, log: silentLog() });
  afterAll(() => Promise.all([room.stop(), db.close()]));
  await room.commands.importCatalogue(stock);
  return { room, db };
}

/** How many statements `work` sends. */
export async function statementsOf(room: Room<Commands>, work: () => Promise<unknown>): Promise<number> {
  const before = room.statements();
  await work();
  return room.statements() - before;
}
