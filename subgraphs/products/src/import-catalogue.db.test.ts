import type { Database } from '@cartograph/kit/db';
import { uuidFromName } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, expect, test } from 'vitest';
import { checks } from '#checks';
import { productChanged } from '#events';
import { importCatalogue } from '#import-catalogue';
import { takeVariantSnapshots } from '#take-variant-snapshots';
import { catalogue, kitchen, product, tea } from '#testing/shop';

let db: Database;

beforeAll(async () => {
  db = await freshDatabase('products');
});

const takeEvents = () =>
  db.query<{ type: string; key: string; sequence: number; data: unknown }>({
    text: 'delete from outbox returning type, key, sequence, data',
  });

const categoriesOf = async (slug: string): Promise<string[]> => {
  const rows = await db.query<{ slug: string }>({
    text: `select c.slug from categories c join product_categories pc on pc.category_id = c.id
           join products p on p.id = pc.product_id where p.slug = $1 order by c.slug`,
    values: [slug],
  });
  return rows.map((row) => row.slug);
};

test('a new product is told of by one event that says what it is', async () => {
  const mug = product('mug', { categorySlugs: ['kitchen', 'tea'] });
  expect(await importCatalogue(db, catalogue(mug))).toEqual({ changed: 1 });
  const events = await takeEvents();
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ type: 'products.product_changed', key: mug.id, sequence: 1 });
  expect(productChanged.schema.parse(events[0]?.data)).toEqual({
    productId: mug.id,
    slug: 'mug',
    title: 'mug',
    status: 'PUBLISHED',
    skus: ['MUG'],
    categorySlugs: ['kitchen', 'tea'],
    productTypeCode: null,
    tags: [],
    categories: [kitchen, tea].map(({ id, slug }) => ({ id, slug, parentId: null, direct: true })),
    collections: [],
    variants: [{ id: mug.variants[0]?.id, sku: 'MUG', weightGrams: null, taxCategoryCode: null }],
  });
});

test('the same import again changes nothing and tells nothing', async () => {
  const stock = catalogue(product('pan'), product('pot'));
  expect(await importCatalogue(db, stock)).toEqual({ changed: 2 });
  await takeEvents();
  expect(await importCatalogue(db, stock)).toEqual({ changed: 0 });
  expect(await takeEvents()).toEqual([]);
});

test('only what differs is told of: a title, a variant, a category', async () => {
  const [fork, knife, spoon, ladle] = [product('fork'), product('knife'), product('spoon'), product('ladle')];
  await importCatalogue(db, catalogue(fork, knife, spoon, ladle));
  await takeEvents();
  const outcome = await importCatalogue(
    db,
    catalogue(
      { ...fork, title: 'Silver Fork' },
      { ...knife, variants: [...knife.variants, { id: uuidFromName('long knife'), sku: 'KNIFE-LONG', title: 'Long' }] },
      { ...spoon, categorySlugs: ['tea'] },
      ladle,
    ),
  );
  expect(outcome).toEqual({ changed: 3 });
  expect((await takeEvents()).map(({ key }) => key).sort()).toEqual([fork.id, knife.id, spoon.id].sort());
  expect(await categoriesOf('spoon')).toEqual(['tea']);
});

test('a variant that an import does not name stays, since orders point at it', async () => {
  await importCatalogue(db, catalogue(product('jug')));
  await importCatalogue(db, catalogue(product('jug', { variants: [] })));
  expect(await takeVariantSnapshots(db, ['JUG'])).toMatchObject([{ sku: 'JUG' }]);
});

test('a category that nobody brought refuses the whole import', async () => {
  const stock = catalogue(product('sofa', { categorySlugs: ['living'] }));
  await expect(importCatalogue(db, stock)).rejects.toThrow('living');
  expect(await takeVariantSnapshots(db, ['SOFA'])).toEqual([null]);
});

test('a category of an earlier import can be named', async () => {
  await importCatalogue(db, catalogue());
  await importCatalogue(db, { categories: [], products: [product('tray')] });
  expect(await categoriesOf('tray')).toEqual(['kitchen']);
});

test('a category can be renamed', async () => {
  await importCatalogue(db, { categories: [{ ...kitchen, name: 'Cook' }], products: [] });
  expect(await db.query({ text: `select name from categories where slug = 'kitchen'` })).toEqual([{ name: 'Cook' }]);
});

test('a SKU belongs to one variant', async () => {
  await importCatalogue(db, catalogue(product('cup')));
  const thief = product('thief', { variants: [{ id: uuidFromName('thief'), sku: 'CUP', title: null }] });
  await expect(importCatalogue(db, catalogue(thief))).rejects.toThrow('product_variants_sku_unique');
});

test('two imports at once of the same products both succeed', async () => {
  const stock = catalogue(...Array.from({ length: 40 }, (_, i) => product(`twin-${i}`)));
  const reversed = { ...stock, products: [...stock.products].reverse() };
  const outcomes = await Promise.all([importCatalogue(db, stock), importCatalogue(db, reversed)]);
  expect(new Set(outcomes.map(({ changed }) => changed))).toEqual(new Set([0, 40]));
});

test('an import costs 23 statements, however large it is', async () => {
  const stock = catalogue(...Array.from({ length: 200 }, (_, i) => product(`bulk-${i}`)));
  const before = db.statements();
  await importCatalogue(db, stock);
  expect(db.statements() - before).toBe(23);
});

test('events of one product are numbered without a gap, also when imports come at once', async () => {
  const [plate, bowl] = [product('plate'), product('bowl')];
  const titled = (title: string) => catalogue({ ...plate, title }, { ...bowl, title });
  await importCatalogue(db, titled('Stoneware'));
  await Promise.all(['Red', 'Green', 'Blue'].map((title) => importCatalogue(db, titled(title))));
  const counted = async () =>
    db.query<{ key: string; sequences: number[] }>({
      text: `select key, array_agg(sequence order by sequence) as sequences from outbox where key = any($1) group by key`,
      values: [[plate.id, bowl.id]],
    });
  expect((await counted()).map(({ sequences }) => sequences)).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4],
  ]);
  const check = checks.own.find(({ name }) => name === 'events_are_numbered_without_a_gap');
  const violations = () => db.query({ text: check?.sql ?? '' });
  await db.query({ text: 'delete from outbox where key <> all($1)', values: [[plate.id, bowl.id]] });
  expect(await violations()).toEqual([]);
  await db.query({ text: 'delete from outbox where key = $1 and sequence = 3', values: [bowl.id] });
  expect(await violations()).toHaveLength(1);
});
