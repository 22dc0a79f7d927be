import { randomUUID } from 'node:crypto';
import { guest } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { tellAsked } from '#telling/tell-asked';
import { type Saved, saver } from '#testing/saver';
import { catalogue, openShopWith, staff } from '#testing/shop';
import { made, type Staff, staffOf } from '#testing/staff';

let room: Awaited<ReturnType<typeof openShopWith>>['room'];
let db: Database;
let shop: Staff;
let save: (input: object) => Promise<Saved>;
let remove: (input: object) => Promise<Saved>;
let saveCollection: (input: object) => Promise<Saved>;

beforeAll(async () => {
  ({ room, db } = await openShopWith(catalogue()));
  shop = staffOf(room);
  save = saver(
    room,
    'saveCategory',
    'CategorySaved { category { id version position } }',
    'VersionConflict',
    'AlreadyExists',
    'InvalidInput',
  );
  saveCollection = saver(room, 'saveCollection', 'CollectionSaved { collection { id version } }', 'InvalidInput');
  remove = saver(room, 'deleteCategory', 'CategoryDeleted { id }', 'VersionConflict', 'StillInUse');
});

const shelf = async (slug: string, parentId: string | null = null, more: object = {}): Promise<string> =>
  (await save({ slug, name: slug, parentId, ...more })).category?.id ?? '';

const ask = async (query: string): Promise<Record<string, unknown>> => {
  const { data, errors } = await room.execute({ query }, guest);
  expect(errors).toBeUndefined();
  return data ?? {};
};

test('categories stand in each other, with their order, and are read from every side', async () => {
  const top = await shelf('home', null, {
    description: 'All for the home',
    translations: [{ locale: 'de', slug: 'zuhause', title: 'Zuhause' }],
  });
  const [b, a] = [await shelf('beds', top), await shelf('armchairs', top)];
  await shelf('cots', b);
  await save({ id: a, expectedVersion: 1, slug: 'armchairs', name: 'Armchairs', parentId: top, position: 0 });
  await made(shop.create({ title: 'Cot', status: 'PUBLISHED', categoryIds: [b], variants: [{ sku: 'COT' }] }));
  const { category } = await ask(`{ category(slug: "zuhause") {
    name(locale: "de") slug description seo { title } productCount parent { slug } ancestors { slug }
    children { slug position productCount children { slug ancestors { slug } parent { slug } } } } }`);
  expect(category).toEqual({
    name: 'Zuhause',
    slug: 'home',
    description: 'All for the home',
    seo: { title: 'home' },
    productCount: 1,
    parent: null,
    ancestors: [],
    children: [
      { slug: 'armchairs', position: 0, productCount: 0, children: [] },
      {
        slug: 'beds',
        position: 0,
        productCount: 1,
        children: [{ slug: 'cots', ancestors: [{ slug: 'home' }, { slug: 'beds' }], parent: { slug: 'beds' } }],
      },
    ],
  });
  const all = (await ask('{ categories { slug } }'))['categories'] as { slug: string }[];
  expect(all.map(({ slug }) => slug).filter((slug) => ['home', 'armchairs', 'beds', 'cots'].includes(slug))).toEqual([
    'home',
    'armchairs',
    'beds',
    'cots',
  ]);
  const found = await ask('{ products(filter: { categorySlug: "zuhause" }) { totalCount edges { node { title } } } }');
  expect(found['products']).toEqual({ totalCount: 1, edges: [{ node: { title: 'Cot' } }] });
});

test('a category cannot be moved into itself, below itself, or too deep', async () => {
  const ids: string[] = [];
  for (let depth = 0; depth < 10; depth += 1) ids.push(await shelf(`deep-${depth}`, ids.at(-1) ?? null));
  expect((await save({ slug: 'too-deep', name: 'x', parentId: ids[9] })).fields?.[0]?.path).toEqual(['parentId']);
  expect((await save({ id: ids[0], expectedVersion: 1, slug: 'deep-0', name: 'x', parentId: ids[5] })).message).toContain('itself');
  expect((await save({ id: ids[0], expectedVersion: 1, slug: 'deep-0', name: 'x', parentId: ids[0] })).message).toContain('itself');
  expect((await save({ slug: 'x', name: 'x', parentId: randomUUID() })).fields?.[0]?.path).toEqual(['parentId']);
});

test('two who move two categories into each other at once make no cycle', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await shelf(`left-${round}`), await shelf(`right-${round}`)];
    const move = (id: string, slug: string, parentId: string) => save({ id, expectedVersion: 1, slug, name: slug, parentId });
    const answers = await Promise.all([move(a, `left-${round}`, b), move(b, `right-${round}`, a)]);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['CategorySaved', 'InvalidInput']);
  }
});

test('a version that is old, a slug that is taken and every wrong field are told', async () => {
  const id = await shelf('told');
  expect(await save({ id, slug: 'told', name: 'x' })).toMatchObject({ path: ['expectedVersion'] });
  expect(await save({ id, expectedVersion: 7, slug: 'told', name: 'x' })).toMatchObject({ code: 'VERSION_CONFLICT', currentVersion: 1 });
  expect(await save({ slug: 'told', name: 'Again' })).toMatchObject({ code: 'ALREADY_EXISTS', path: ['slug'], existingId: id });
  expect(await save({ id: randomUUID(), expectedVersion: 1, slug: 'x', name: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
  const wrong = await save({ slug: 'Ä', name: '<b>x</b>', position: -1, translations: [{ locale: '?' }] });
  expect(wrong.fields?.map(({ path }) => path.join('.'))).toEqual(['slug', 'name', 'position', 'translations.0.locale']);
  expect(await save({ id, expectedVersion: 1, slug: 'told', name: 'told', parentId: null })).toMatchObject({ category: { version: 1 } });
});

test('a category that others stand in is not deleted; one with products is, and they leave it and tell so', async () => {
  const top = await shelf('going');
  const below = await shelf('going-below', top);
  const { id } = await made(shop.create({ title: 'Leaves', categoryIds: [below], variants: [{ sku: 'LEAVES' }] }));
  expect(await remove({ id: top, expectedVersion: 1 })).toMatchObject({ code: 'STILL_IN_USE', uses: 1 });
  expect(await remove({ id: below, expectedVersion: 2 })).toMatchObject({ code: 'VERSION_CONFLICT' });
  await db.query({ text: 'delete from outbox' });
  expect(await remove({ id: below, expectedVersion: 1 })).toMatchObject({ __typename: 'CategoryDeleted', id: below });
  expect(await remove({ id: below, expectedVersion: 1 })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await shop.read(id)).toMatchObject({ version: 2, categories: [] });
  expect(await tellAsked(db)).toBe(1);
  const told = await db.query<{ type: string }>({ text: 'select type from outbox order by type' });
  expect(told.map(({ type }) => type)).toEqual(['products.change_audited', 'products.product_changed']);
  expect(await remove({ id: top, expectedVersion: 1 })).toMatchObject({ __typename: 'CategoryDeleted' });
});

test('a category that a rule of a collection names, in whatever language, is not deleted until no rule does', async () => {
  const named = await shelf('named', null, { translations: [{ locale: 'de', slug: 'benannt' }] });
  const rules = (slug: string) => [
    { field: 'TAG', values: ['named'] },
    { field: 'CATEGORY_SLUG', values: ['another', slug] },
  ];
  const collection = { slug: 'by-name', title: 'By name', status: 'DRAFT' };
  const { collection: saved } = await saveCollection({ ...collection, rules: rules('benannt') });
  expect(await remove({ id: named, expectedVersion: 1 })).toMatchObject({ code: 'STILL_IN_USE', uses: 1 });
  await saveCollection({ ...collection, id: saved?.id, expectedVersion: 1, rules: rules('nothing') });
  await saveCollection({ slug: 'of-a-tag', title: 'x', status: 'DRAFT', rules: [{ field: 'TAG', values: ['benannt', 'named'] }] });
  expect(await remove({ id: named, expectedVersion: 1 })).toMatchObject({ __typename: 'CategoryDeleted' });
});

test('the whole tree is one statement, however many of its sides are asked for', async () => {
  const before = room.statements();
  await ask('{ categories { slug parent { slug } children { slug } ancestors { slug } productCount } }');
  expect(room.statements() - before).toBe(3);
});

test('who is no staff changes no category', async () => {
  const query = 'mutation { saveCategory(input: { slug: "x", name: "x" }) { __typename } }';
  expect((await room.execute({ query }, guest)).errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  expect((await room.execute({ query: '{ products(filter: { status: [DRAFT] }) { totalCount } }' }, staff)).errors).toBeUndefined();
});
