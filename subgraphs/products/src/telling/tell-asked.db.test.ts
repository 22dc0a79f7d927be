import type { Database } from '@cartograph/kit/db';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { alone, besideOthers } from '#shelves-store';
import { tellAsked } from '#telling/tell-asked';
import { tellProducts } from '#telling/tell-products';
import { leaveLapsed } from '#telling/telling-store';
import { type Saved, saver } from '#testing/saver';
import { openShopWith } from '#testing/shop';
import { made, type Staff, staffOf } from '#testing/staff';

let db: Database;
let shop: Staff;
let saveCategory: (input: object) => Promise<Saved>;
let saveCollection: (input: object) => Promise<Saved>;

beforeAll(async () => {
  const opened = await openShopWith();
  db = opened.db;
  shop = staffOf(opened.room);
  saveCategory = saver(opened.room, 'saveCategory', 'CategorySaved { category { id version } }', 'InvalidInput');
  saveCollection = saver(opened.room, 'saveCollection', 'CollectionSaved { collection { id version } }', 'InvalidInput');
});

beforeEach(async () => {
  await tellAsked(db);
  await db.query({ text: 'delete from outbox' });
});

const shelf = async (slug: string, parentId: string | null = null) =>
  (await saveCategory({ slug, name: slug, parentId })).category?.id ?? '';
const sold = async (slug: string, more: object = {}) => (await made(shop.create({ slug, title: slug, ...more }))).id;

interface Told extends Record<string, unknown> {
  id: string;
  title: string;
  categories: string;
  collections: string;
  turn: string;
}

/** What was told since the last look, by title; `turn` is its transaction. */
const told = () =>
  db.query<Told>({
    text: `with told as (delete from outbox returning type, data, sequence, xmin)
           select data ->> 'productId' as id, data ->> 'title' as title, xmin::text as turn,
             (select coalesce(string_agg(c ->> 'slug', ' ' order by c ->> 'slug'), '') from jsonb_array_elements(data -> 'categories') c) as categories,
             (select coalesce(string_agg(c ->> 'slug', ' ' order by c ->> 'slug'), '') from jsonb_array_elements(data -> 'collections') c) as collections
           from told where type = 'products.product_changed' order by title, sequence`,
  });

test('when a category moves or gets another name in addresses, all below it are told again, and no others', async () => {
  const [attic, cellar] = [await shelf('attic'), await shelf('cellar')];
  const box = await shelf('box', attic);
  const tin = await shelf('tin', box);
  await sold('in-tin', { categoryIds: [tin] });
  await sold('in-box', { categoryIds: [box, tin] });
  await sold('in-attic', { categoryIds: [attic] });
  await db.query({ text: 'delete from outbox' });
  await saveCategory({ id: box, expectedVersion: 1, slug: 'box', name: 'box', parentId: cellar });
  expect(await told()).toEqual([]);
  expect(await tellAsked(db)).toBe(2);
  expect((await told()).map(({ title, categories }) => [title, categories])).toEqual([
    ['in-box', 'box cellar tin'],
    ['in-tin', 'box cellar tin'],
  ]);
  await saveCategory({ id: cellar, expectedVersion: 1, slug: 'vault', name: 'cellar' });
  await saveCategory({ id: cellar, expectedVersion: 2, slug: 'vault', name: 'The vault' });
  expect(await tellAsked(db)).toBe(2);
  expect((await told()).map(({ categories }) => categories)).toEqual(['box tin vault', 'box tin vault']);
});

test('when the rules of a collection change, those that come and those that go are told, and who stays is not', async () => {
  await sold('goes', { tags: ['wool'] });
  await sold('stays', { tags: ['wool', 'silk'] });
  await sold('comes', { tags: ['silk'] });
  const rules = (tag: string) => ({ slug: 'soft', title: 'Soft', status: 'PUBLISHED', rules: [{ field: 'TAG', values: [tag] }] });
  const { collection } = await saveCollection(rules('wool'));
  await tellAsked(db);
  await db.query({ text: 'delete from outbox' });
  await saveCollection({ ...rules('silk'), id: collection?.id, expectedVersion: 1 });
  await tellAsked(db);
  expect((await told()).map(({ title, collections }) => [title, collections])).toEqual([
    ['comes', 'soft'],
    ['goes', ''],
  ]);
  await saveCollection({ ...rules('silk'), slug: 'softest', id: collection?.id, expectedVersion: 2 });
  await tellAsked(db);
  expect((await told()).map(({ collections }) => collections)).toEqual(['softest', 'softest']);
});

test('a category that moves under one that a rule names brings its products into the collection, and they say so', async () => {
  const garden = await shelf('garden');
  const pots = await shelf('pots');
  await sold('pot', { categoryIds: [pots] });
  await saveCollection({ slug: 'outside', title: 'x', status: 'DRAFT', rules: [{ field: 'CATEGORY_SLUG', values: ['garten'] }] });
  await saveCategory({ id: pots, expectedVersion: 1, slug: 'pots', name: 'pots', parentId: garden });
  await saveCategory({ id: garden, expectedVersion: 1, slug: 'garden', name: 'garden', translations: [{ locale: 'de', slug: 'garten' }] });
  await tellAsked(db);
  expect((await told()).at(-1)).toMatchObject({ title: 'pot', categories: 'garden pots', collections: 'outside' });
});

test('products whose days in a collection are over leave it and say so', async () => {
  const id = await sold('fresh');
  await saveCollection({ slug: 'new', title: 'New', status: 'PUBLISHED', rules: [{ field: 'NEWER_THAN_DAYS', values: ['30'] }] });
  await tellAsked(db);
  await db.query({ text: 'delete from outbox' });
  const aged = `with older as (update products set created_at = created_at - interval '30 days' where id = $1)
    update collection_products set until = now() where product_id = $1`;
  await db.query({ text: aged, values: [id] });
  await leaveLapsed(db, 100);
  expect(await tellAsked(db)).toBe(1);
  expect(await told()).toMatchObject([{ title: 'fresh', collections: '' }]);
  expect(await db.query({ text: 'select from collection_products where until <= now()' })).toEqual([]);
});

test('many are told in turns of some products and variants at most, each once, also by two at once and by one that was stopped', async () => {
  const many = await shelf('many');
  for (let i = 0; i < 12; i += 1) {
    const variants = Array.from({ length: i === 5 ? 4 : 1 }, (_, v) => ({
      sku: `TURN-${i}-${v}`,
      options: [{ code: 'v', value: `v${v}` }],
    }));
    const options = [{ code: 'v', name: 'V', values: variants.map((_, v) => ({ code: `v${v}`, name: `v${v}` })) }];
    await sold(`turn-${i}`, { categoryIds: [many], options, variants });
  }
  await db.query({ text: 'delete from outbox' });
  await saveCategory({ id: many, expectedVersion: 1, slug: 'many-more', name: 'many' });
  expect(await tellAsked(db, AbortSignal.abort())).toBe(0);
  const bounds = { products: 5, variants: 3 };
  const counts = await Promise.all([tellAsked(db, undefined, bounds), tellAsked(db, undefined, bounds)]);
  expect(counts.reduce((a, b) => a + b)).toBe(12);
  const all = await told();
  expect(new Set(all.map(({ id }) => id)).size).toBe(12);
  const turns = [...Map.groupBy(all, ({ turn }) => turn).values()].map((turn) => turn.length);
  expect(Math.max(...turns)).toBeLessThanOrEqual(3);
  expect(await tellAsked(db)).toBe(0);
});

const waiting = async (): Promise<boolean> =>
  (await db.query({ text: `select from pg_locks where locktype = 'advisory' and not granted` })).length > 0;
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** A product is put into a category while the one above it moves; gives what is told of it in the end. */
async function putWhileMoving(name: string, hold: typeof besideOthers | undefined): Promise<string> {
  const [here, there] = [await shelf(`here-${name}`), await shelf(`there-${name}`)];
  const moving = await shelf(`moving-${name}`, here);
  const below = await shelf(`below-${name}`, moving);
  const id = await sold(`put-${name}`);
  let moved = false;
  const move = await db.transaction(async (tx) => {
    await hold?.(tx);
    await tx.query({ text: 'insert into product_categories values ($1, $2)', values: [id, below] });
    await tellProducts(tx, [id], 'changed');
    const answer = saveCategory({ id: moving, expectedVersion: 1, slug: `moving-${name}`, name, parentId: there }).finally(() => {
      moved = true;
    });
    await until(async () => moved || (await waiting()));
    return { answer };
  });
  await move.answer;
  await tellAsked(db);
  return (await told()).filter((one) => one.id === id).at(-1)?.categories ?? '';
}

test('of a product that is put below a category while that moves, the new place is told; by who would not hold the shelves, the old one', async () => {
  expect(await putWhileMoving('held', besideOthers)).toBe('below-held moving-held there-held');
  expect(await putWhileMoving('loose', undefined)).toBe('below-loose here-loose moving-loose');
});

test('who writes a product waits for who changes the shelves, before anything of it is locked', async () => {
  const id = await sold('waits');
  const { answer } = await db.transaction(async (tx) => {
    await alone(tx);
    const answer = shop.update(id, 1, { title: 'Waited' });
    await until(waiting);
    await tx.query({ text: 'select from products where id = $1 for update nowait', values: [id] });
    return { answer };
  });
  expect((await made(answer)).version).toBe(2);
});
