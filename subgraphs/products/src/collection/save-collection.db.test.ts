import { randomUUID } from 'node:crypto';
import { type Caller, guest } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { type Saved, saver } from '#testing/saver';
import { catalogue, kitchen, openShopWith } from '#testing/shop';
import { made, type Staff, staffOf } from '#testing/staff';

let room: Awaited<ReturnType<typeof openShopWith>>['room'];
let db: Database;
let shop: Staff;
let save: (input: object) => Promise<Saved>;
let saveType: (input: object) => Promise<Saved>;
let saveCategory: (input: object) => Promise<Saved>;

beforeAll(async () => {
  ({ room, db } = await openShopWith(catalogue()));
  shop = staffOf(room);
  save = saver(room, 'saveCollection', 'CollectionSaved { collection { id version } }', 'VersionConflict', 'AlreadyExists', 'InvalidInput');
  saveType = saver(
    room,
    'saveProductType',
    'ProductTypeSaved { productType { id version } }',
    'VersionConflict',
    'AlreadyExists',
    'InvalidInput',
    'StillInUse',
  );
  saveCategory = saver(room, 'saveCategory', 'CategorySaved { category { id version position } }', 'InvalidInput');
});

const inCollection = async (slug: string, caller: Caller = guest): Promise<string[]> => {
  const query = `{ products(filter: { collectionSlug: "${slug}" }) { edges { node { slug } } } }`;
  const { data, errors } = await room.execute({ query }, caller);
  expect(errors).toBeUndefined();
  const found = data?.['products'] as { edges: { node: { slug: string } }[] } | undefined;
  return found?.edges.map(({ node }) => node.slug) ?? [];
};

const sold = (slug: string, more: object = {}) =>
  made(shop.create({ slug, title: slug, status: 'PUBLISHED', variants: [{ sku: slug.toUpperCase() }], ...more }));

test('a collection by hand has its products in their order, whoever puts them there', async () => {
  const [a, b, c] = [await sold('hand-a'), await sold('hand-b'), await sold('hand-c')];
  const { collection } = await save({ slug: 'picked', title: 'Picked', status: 'PUBLISHED', productIds: [c.id, a.id] });
  expect(await inCollection('picked')).toEqual(['hand-c', 'hand-a']);
  await made(shop.update(b.id, 1, { collectionIds: [collection?.id] }));
  expect(await inCollection('picked')).toEqual(['hand-c', 'hand-a', 'hand-b']);
  const old = await save({
    id: collection?.id,
    expectedVersion: 1,
    slug: 'picked',
    title: 'Picked',
    status: 'PUBLISHED',
    productIds: [a.id],
  });
  expect(old).toMatchObject({ code: 'VERSION_CONFLICT', currentVersion: 2 });
  await save({ id: collection?.id, expectedVersion: 2, slug: 'picked', title: 'Picked', status: 'PUBLISHED', productIds: [b.id] });
  expect(await inCollection('picked')).toEqual(['hand-b']);
  expect(await shop.update(c.id, 1, { collectionIds: [] })).toMatchObject({ code: 'VERSION_CONFLICT' });
});

test('a collection pages through its products in its order, forwards and backwards', async () => {
  const products = [];
  for (const slug of ['page-a', 'page-b', 'page-c']) products.push(await sold(slug));
  await save({ slug: 'paged', title: 'Paged', status: 'PUBLISHED', productIds: products.map(({ id }) => id).reverse() });
  const page = async (args: string) => {
    const query = `{ products(filter: { collectionSlug: "paged" }, ${args}) { pageInfo { startCursor endCursor } edges { node { slug } } } }`;
    const { data, errors } = await room.execute({ query }, guest);
    expect(errors).toBeUndefined();
    return data?.['products'] as { pageInfo: { startCursor: string; endCursor: string }; edges: { node: { slug: string } }[] };
  };
  const first = await page('first: 2');
  const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
  const back = await page(`last: 2, before: "${second.pageInfo.startCursor}"`);
  expect([first, second, back].map(({ edges }) => edges.map(({ node }) => node.slug).join())).toEqual([
    'page-c,page-b',
    'page-a',
    'page-c,page-b',
  ]);
});

test('a collection by rules has what fits them all, from the moment that it fits', async () => {
  await saveType({ code: 'seat', name: 'Seat', attributes: [{ code: 'wood', name: 'Wood', type: 'ENUM', values: ['oak', 'ash'] }] });
  const rules = [
    { field: 'CATEGORY_SLUG', values: ['kitchen'] },
    { field: 'PRODUCT_TYPE', values: ['seat', 'other'] },
    { field: 'TAG', values: ['new', 'loved'] },
    { field: 'ATTRIBUTE', values: ['wood=oak'] },
    { field: 'NEWER_THAN_DAYS', values: ['30'] },
  ];
  await save({ slug: 'ruled', title: 'Ruled', status: 'PUBLISHED', rules });
  const below = await saveCategory({ slug: 'below-kitchen', name: 'Below', parentId: kitchen.id });
  const fits = {
    categoryIds: [below.category?.id],
    productTypeCode: 'seat',
    tags: ['loved'],
    attributes: [{ code: 'wood', values: ['oak'] }],
  };
  const chair = await sold('chair', fits);
  expect(await inCollection('ruled')).toEqual(['chair']);
  for (const [miss, back] of [
    [{ tags: [] }, { tags: ['new'] }],
    [{ attributes: [{ code: 'wood', values: ['ash'] }] }, { attributes: fits.attributes }],
    [{ categoryIds: [] }, { categoryIds: fits.categoryIds }],
  ]) {
    const { version } = await shop.read(chair.id);
    await made(shop.update(chair.id, version, miss ?? {}));
    expect(await inCollection('ruled')).toEqual([]);
    await made(shop.update(chair.id, version + 1, back ?? {}));
    expect(await inCollection('ruled')).toEqual(['chair']);
  }
  await saveCategory({ id: below.category?.id, expectedVersion: 1, slug: 'below-kitchen', name: 'Below', parentId: null });
  expect(await inCollection('ruled')).toEqual([]);
  await saveCategory({ id: below.category?.id, expectedVersion: 2, slug: 'below-kitchen', name: 'Below', parentId: kitchen.id });
  await db.query({ text: `update collection_products set until = now() where until is not null` });
  expect(await inCollection('ruled')).toEqual([]);
});

test('a saved collection by rules takes what was there before it, and shows it on the product', async () => {
  const { id } = await sold('was-there', { tags: ['early'] });
  await save({ slug: 'early', title: 'Early', status: 'DRAFT', rules: [{ field: 'TAG', values: ['early'] }] });
  const shown = async (caller: Caller) =>
    (await room.execute({ query: `{ product(id: "${id}") { collections { slug productCount } } }` }, caller)).data?.['product'];
  expect(await shown(guest)).toEqual({ collections: [] });
  expect(await inCollection('early')).toEqual([]);
  expect((await room.execute({ query: '{ collection(slug: "early") { id } collections { slug } }' }, guest)).data).toMatchObject({
    collection: null,
  });
  await save({
    id: (await db.query<{ id: string }>({ text: `select id from collections where slug = 'early'` }))[0]?.id,
    expectedVersion: 1,
    slug: 'early',
    title: 'Early',
    status: 'PUBLISHED',
    rules: [{ field: 'TAG', values: ['early'] }],
  });
  expect(await shown(guest)).toEqual({ collections: [{ slug: 'early', productCount: 1 }] });
});

test.each([
  ['rules and products', { rules: [{ field: 'TAG', values: ['x'] }], productIds: [] }, 'rules'],
  ['a rule about prices', { rules: [{ field: 'PRICE_BELOW', values: ['10'] }] }, 'rules.0.field'],
  ['a rule without values', { rules: [{ field: 'TAG', values: [] }] }, 'rules.0.values'],
  ['days that are none', { rules: [{ field: 'NEWER_THAN_DAYS', values: ['soon'] }] }, 'rules.0.values'],
  ['an attribute without a value', { rules: [{ field: 'ATTRIBUTE', values: ['wood'] }] }, 'rules.0.values.0'],
  ['a product that is not there', { productIds: [randomUUID()] }, 'productIds.0'],
  ['1,001 products', { productIds: Array.from({ length: 1_001 }, () => randomUUID()) }, 'productIds'],
])('a collection with %s is refused', async (_what, more, path) => {
  const answer = await save({ slug: 'refused', title: 'Refused', status: 'DRAFT', ...more });
  expect(answer.fields?.[0]?.path.join('.')).toBe(path);
});

test('what products say is not taken from them by a change of their type', async () => {
  const attributes = [
    { code: 'fabric', name: 'Fabric', type: 'ENUM', values: ['linen', 'hemp'] },
    { code: 'width', name: 'Width', type: 'NUMBER', unit: 'cm', required: true },
  ];
  const { productType } = await saveType({ code: 'cloth', name: 'Cloth', attributes });
  const refused = await shop.create({ title: 'Cloth', status: 'PUBLISHED', productTypeCode: 'cloth', variants: [{ sku: 'CLOTH' }] });
  expect(refused.fields?.map(({ path }) => path.join('.'))).toEqual(['product.attributes']);
  await sold('curtain', {
    productTypeCode: 'cloth',
    attributes: [
      { code: 'fabric', values: ['linen'] },
      { code: 'width', values: ['140.5'] },
    ],
  });
  const change = (list: object[]) => saveType({ id: productType?.id, expectedVersion: 1, code: 'cloth', name: 'Cloth', attributes: list });
  expect(await change([attributes[1] ?? {}])).toMatchObject({ code: 'STILL_IN_USE', uses: 1 });
  expect(await change([{ ...attributes[0], values: ['hemp'] }, attributes[1] ?? {}])).toMatchObject({ code: 'STILL_IN_USE', uses: 1 });
  expect(await change([attributes[0] ?? {}, { ...attributes[1], type: 'TEXT' }])).toMatchObject({ code: 'STILL_IN_USE' });
  expect(await change([{ ...attributes[0], values: ['linen'] }, attributes[1] ?? {}])).toMatchObject({ productType: { version: 2 } });
  expect(await saveType({ code: 'cloth', name: 'Again', attributes: [] })).toMatchObject({
    code: 'ALREADY_EXISTS',
    existingId: productType?.id,
  });
  expect(
    (
      await saveType({
        code: 'a b',
        name: '',
        attributes: [
          { code: 'x', name: 'X', type: 'ENUM' },
          { code: 'x', name: 'X', type: 'TEXT', values: ['a'] },
        ],
      })
    ).fields?.map(({ path }) => path.join('.')),
  ).toEqual(['code', 'name', 'attributes.0.values', 'attributes.1.values', 'attributes.1.code']);
  const { data } = await room.execute(
    { query: '{ product(slug: "curtain") { productType { code } attributes { code name type values unit } } productTypes { code } }' },
    guest,
  );
  expect(data).toMatchObject({
    product: {
      productType: { code: 'cloth' },
      attributes: [
        { code: 'fabric', name: 'Fabric', type: 'ENUM', values: ['linen'], unit: null },
        { code: 'width', values: ['140.5'], unit: 'cm' },
      ],
    },
  });
});

test('products are filtered by type, tags, options of one variant, and attributes', async () => {
  const sizes = (one: string, other: string) => ({
    options: [
      {
        code: 'color',
        name: 'Colour',
        values: [
          { code: 'red', name: 'Red' },
          { code: 'blue', name: 'Blue' },
        ],
      },
      {
        code: 'size',
        name: 'Size',
        values: [
          { code: 's', name: 'S' },
          { code: 'm', name: 'M' },
        ],
      },
    ],
    variants: [one, other].map((name) => ({
      sku: `F-${name}-${randomUUID().slice(0, 8)}`,
      options: [
        { code: 'color', value: name.split('-')[0] },
        { code: 'size', value: name.split('-')[1] },
      ],
    })),
  });
  await sold('filter-a', { tags: ['x', 'y'], ...sizes('red-s', 'blue-m') });
  await sold('filter-b', { tags: ['x'], ...sizes('red-m', 'blue-s') });
  const found = async (filter: string): Promise<string[]> => {
    const query = `{ products(filter: { ${filter} }, orderBy: TITLE) { totalCount edges { node { slug } } } }`;
    const { data, errors } = await room.execute({ query }, guest);
    expect(errors).toBeUndefined();
    const products = data?.['products'] as { totalCount: number; edges: { node: { slug: string } }[] };
    expect(products.totalCount).toBe(products.edges.length);
    return products.edges.map(({ node }) => node.slug);
  };
  expect(await found('tags: ["x"]')).toEqual(['filter-a', 'filter-b']);
  expect(await found('tags: ["x", "y"]')).toEqual(['filter-a']);
  const named = (...pairs: [string, string[]][]) =>
    `[${pairs.map(([name, values]) => `{ name: "${name}", values: ${JSON.stringify(values)} }`).join()}]`;
  expect(await found(`options: ${named(['color', ['red']], ['size', ['s']])}`)).toEqual(['filter-a']);
  expect(await found(`options: ${named(['color', ['red', 'blue']], ['size', ['m']])}`)).toEqual(['filter-a', 'filter-b']);
  expect(await found(`options: ${named(['material', ['oak']])}`)).toEqual([]);
  expect(await found(`productType: "cloth", attributes: ${named(['fabric', ['linen', 'silk']])}`)).toEqual(['curtain']);
  expect(await found(`productType: "cloth", attributes: ${named(['fabric', ['silk']])}`)).toEqual([]);
  const many = await room.execute(
    { query: `{ products(filter: { tags: ${JSON.stringify(Array.from({ length: 101 }, () => 'x'))} }) { totalCount } }` },
    guest,
  );
  expect(many.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
});
