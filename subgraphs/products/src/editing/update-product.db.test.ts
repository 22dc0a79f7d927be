import { randomUUID } from 'node:crypto';
import { guest } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { kitchen, openShopWith, statementsOf } from '#testing/shop';
import { made, type Staff, shirt, staffOf } from '#testing/staff';

let room: Awaited<ReturnType<typeof openShopWith>>['room'];
let db: Database;
let shop: Staff;

beforeAll(async () => {
  ({ room, db } = await openShopWith());
  shop = staffOf(room);
});

const find = async (search: string): Promise<string[]> => {
  const query = `query ($s: String!) { products(search: $s) { edges { node { slug } } } }`;
  const { data } = await room.execute({ query, variables: { s: search } }, guest);
  const found = data?.['products'] as { edges: { node: { slug: string } }[] } | undefined;
  return found?.edges.map(({ node }) => node.slug) ?? [];
};

const lookUp = async (field: string, args: object, shown = 'id'): Promise<unknown> => {
  const given = Object.entries(args).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  const { data, errors } = await room.execute({ query: `{ found: ${field}(${given.join(', ')}) { ${shown} } }` }, guest);
  expect(errors).toBeUndefined();
  return data?.['found'];
};

test('what is left out stays, null clears, a list replaces, and variants are changed by their SKU', async () => {
  const { id } = await made(shop.create(shirt('edited')));
  const after = await made(
    shop.update(id, 1, {
      description: null,
      tags: ['new'],
      categoryIds: [kitchen.id],
      variants: [
        { sku: 'EDITED-BLUE-M', weightGrams: 300, barcode: null },
        {
          sku: 'EDITED-WHITE-M',
          options: [
            { code: 'color', value: 'white' },
            { code: 'size', value: 'm' },
          ],
        },
      ],
    }),
  );
  expect(after).toMatchObject({ version: 2, title: 'Linen shirt', description: null, tags: ['new'], categories: [{ slug: 'kitchen' }] });
  expect(after.variants).toMatchObject([
    { sku: 'EDITED-BLUE-S', version: 1, weightGrams: 240 },
    { sku: 'EDITED-BLUE-M', version: 2, weightGrams: 300, barcode: null, title: 'Blue, Medium' },
    { sku: 'EDITED-WHITE-S', version: 1 },
    { sku: 'EDITED-WHITE-M', version: 1, title: 'White, Medium' },
  ]);
});

test('saying what stands there already counts no version and tells nobody', async () => {
  const { id, version } = await made(shop.create(shirt('same')));
  await db.query({ text: 'delete from outbox' });
  expect(await made(shop.update(id, version, shirt('same')))).toMatchObject({ version });
  expect(await db.query({ text: 'select from outbox' })).toEqual([]);
});

test('a version that is old changes nothing and tells the one that stands', async () => {
  const { id } = await made(shop.create(shirt('old')));
  await made(shop.update(id, 1, { title: 'First' }));
  expect(await shop.update(id, 1, { title: 'Second' })).toMatchObject({ code: 'VERSION_CONFLICT', currentVersion: 2 });
  expect(await shop.read(id)).toMatchObject({ title: 'First', version: 2 });
});

test('a product that is not there is not found', async () => {
  expect(await shop.update(randomUUID(), 1, { title: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await shop.update('7', 1, { title: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
});

test('two variants change their options with each other', async () => {
  const { id } = await made(shop.create(shirt('swap')));
  const [first, second] = [
    { code: 'color', value: 'blue' },
    { code: 'size', value: 's' },
  ] as const;
  const swapped = await made(
    shop.update(id, 1, {
      variants: [
        { sku: 'SWAP-BLUE-S', options: [first, { code: 'size', value: 'm' }] },
        { sku: 'SWAP-BLUE-M', options: [first, second] },
      ],
    }),
  );
  expect(swapped.variants.map(({ options }) => options.map(({ value }) => value).join())).toEqual(['blue,m', 'blue,s', 'white,s']);
});

test.each([
  [
    'a variant without one of the options',
    { variants: [{ sku: 'NEW', options: [{ code: 'color', value: 'blue' }] }] },
    'product.variants.0.options',
  ],
  [
    'an option that the product has not',
    { variants: [{ sku: 'NEW', options: [{ code: 'material', value: 'oak' }] }] },
    'product.variants.0.options',
  ],
  [
    'variants with the same options',
    {
      variants: [
        {
          sku: 'NEW',
          options: [
            { code: 'color', value: 'blue' },
            { code: 'size', value: 's' },
          ],
        },
      ],
    },
    'product.variants.0.options',
  ],
  [
    'a value that a variant has is taken away',
    { options: [{ code: 'color', name: 'Colour', values: [{ code: 'blue', name: 'Blue' }] }] },
    'product.options',
  ],
  ['a SKU that the product has not is removed', { removeSkus: ['NO-SUCH'] }, 'product.removeSkus.0'],
  ['201 variants at once', { variants: Array.from({ length: 201 }, (_, i) => ({ sku: `N-${i}` })) }, 'product.variants'],
  [
    'six options',
    { options: Array.from({ length: 6 }, (_, i) => ({ code: `o${i}`, name: 'O', values: [{ code: 'a', name: 'A' }] })) },
    'product.options',
  ],
  ['a description that is too long', { description: 'x'.repeat(10_001) }, 'product.description'],
  ['a title with HTML', { title: 'Shirt <img src=x onerror=alert(1)>' }, 'product.title'],
  ['a time to publish that has passed', { publishAt: '2020-01-01T00:00:00Z' }, 'product.publishAt'],
])('%s is refused, and nothing is changed', async (_what, input, path) => {
  const slug = `refused-${randomUUID().slice(0, 8)}`;
  const { id } = await made(shop.create(shirt(slug)));
  const answer = await shop.update(id, 1, input);
  expect(answer.code).toBe('INVALID_INPUT');
  expect(answer.fields?.[0]?.path.join('.')).toBe(path);
  expect(await shop.read(id)).toMatchObject({ version: 1 });
});

test('a product without variants does not go on sale, and one with them does', async () => {
  const { id } = await made(shop.create({ title: 'Nothing to sell' }));
  expect((await shop.update(id, 1, { status: 'PUBLISHED' })).fields?.[0]?.path).toEqual(['product', 'variants']);
  expect(await made(shop.update(id, 1, { status: 'PUBLISHED', variants: [{ sku: 'SOMETHING' }] }))).toMatchObject({ status: 'PUBLISHED' });
});

test('what was on sale never becomes a draft again, since orders lead to it', async () => {
  const { id } = await made(shop.create({ ...shirt('sold'), status: 'PUBLISHED' }));
  expect(await shop.update(id, 1, { status: 'DRAFT' })).toMatchObject({ code: 'INVALID_TRANSITION', allowed: ['ARCHIVED'] });
  await made(shop.update(id, 1, { status: 'ARCHIVED' }));
  expect(await lookUp('product', { slug: 'sold' })).toBeNull();
  await made(shop.update(id, 2, { status: 'PUBLISHED' }));
  expect(await lookUp('product', { slug: 'sold' })).toEqual({ id });
});

test('a variant that is removed is sold no more, is still shown where it was bought, and comes back as it was named', async () => {
  const { id, variants } = await made(shop.create({ ...shirt('removed'), status: 'PUBLISHED' }));
  const sku = 'REMOVED-WHITE-S';
  expect((await made(shop.update(id, 1, { removeSkus: [sku] }))).variants).toHaveLength(2);
  expect(await lookUp('productVariant', { sku })).toBeNull();
  expect(await room.commands.snapshotVariants([sku])).toMatchObject([{ sku, sellable: false }]);
  const linked = await room.execute(
    { query: `{ _entities(representations: [{ __typename: "ProductVariant", sku: "${sku}" }]) { ... on ProductVariant { title } } }` },
    guest,
  );
  expect(linked.data).toEqual({ _entities: [{ title: 'White, Small' }] });
  expect(await shop.create({ title: 'Thief', variants: [{ sku }] })).toMatchObject({ code: 'ALREADY_EXISTS' });
  const back = await made(
    shop.update(id, 2, {
      variants: [
        {
          sku,
          options: [
            { code: 'color', value: 'white' },
            { code: 'size', value: 's' },
          ],
        },
      ],
    }),
  );
  expect(back.variants.find((one) => one.sku === sku)?.id).toBe(variants.find((one) => one.sku === sku)?.id);
});

test('texts stand in other languages, field by field, and a slug of any language leads to the product', async () => {
  const translations = [
    { locale: 'de', slug: 'leinenhemd', title: 'Leinenhemd' },
    { locale: 'de-AT', description: 'Gewebt in Flandern.' },
  ];
  const { id } = await made(shop.create({ ...shirt('spoken'), status: 'PUBLISHED', translations }));
  const shown = 'id slug(locale: "de-at") title(locale: "de-AT") description(locale: "de-AT") seo(locale: "de") { title description }';
  expect(await lookUp('product', { slug: 'leinenhemd' }, shown)).toEqual({
    id,
    slug: 'leinenhemd',
    title: 'Leinenhemd',
    description: 'Gewebt in Flandern.',
    seo: { title: 'Leinenhemd', description: 'Light and cool' },
  });
  expect(await lookUp('product', { slug: 'spoken' }, 'title(locale: "fr")')).toEqual({ title: 'Linen shirt' });
  expect(await shop.create({ title: 'Other', slug: 'leinenhemd' })).toMatchObject({ code: 'ALREADY_EXISTS', existingId: id });
  expect(await find('leinenhemd')).toEqual(['spoken']);
  await made(shop.update(id, 1, { translations: [] }));
  expect(await lookUp('product', { slug: 'leinenhemd' })).toBeNull();
  expect(await find('leinenhemd')).toEqual([]);
});

test('a search finds what was just written, and no longer what was taken away', async () => {
  const { id } = await made(
    shop.create({ title: 'Zephyr lamp', status: 'PUBLISHED', tags: ['quixotic'], variants: [{ sku: 'ZEPHYR-1' }] }),
  );
  for (const words of ['zephyr', 'quixotic', 'zephyr-1']) expect(await find(words)).toEqual(['zephyr-lamp']);
  await made(shop.update(id, 1, { title: 'Monsoon lamp', tags: [] }));
  for (const words of ['zephyr', 'quixotic']) expect(await find(words)).not.toEqual(['monsoon-lamp']);
  expect(await find('monsoon')).toEqual(['zephyr-lamp']);
});

test('a draft goes on sale at its time, without anybody doing anything', async () => {
  const { id } = await made(shop.create({ ...shirt('timed'), publishAt: '2099-01-01T00:00:00Z' }));
  expect(await lookUp('product', { slug: 'timed' })).toBeNull();
  await db.query({ text: `update products set publish_at = now() - interval '1 second' where id = $1`, values: [id] });
  expect(await lookUp('product', { slug: 'timed' }, 'status')).toEqual({ status: 'PUBLISHED' });
  expect(await find('timed-blue-s')).toEqual(['timed']);
  expect(await room.commands.snapshotVariants(['TIMED-BLUE-S'])).toMatchObject([{ sellable: true }]);
  expect(await shop.update(id, 1, { status: 'DRAFT' })).toMatchObject({ code: 'INVALID_TRANSITION' });
});

test('of many products each is changed or refused for itself, in statements that do not grow with them', async () => {
  const products = [];
  for (const slug of ['many-a', 'many-b', 'many-c', 'many-d']) products.push(await made(shop.create(shirt(slug))));
  const [first] = products;
  const changes = products.map(({ id }) => ({ id, expectedVersion: 1, product: { tags: ['bulk'] } }));
  const wrong = [
    { id: first?.id, expectedVersion: 99, product: { title: 'No' } },
    { id: randomUUID(), expectedVersion: 1, product: { title: 'No' } },
    { id: first?.id, expectedVersion: 2, product: { title: '' } },
  ];
  let answer = await shop.updateMany({ products: [] });
  expect(answer).toMatchObject({ code: 'INVALID_INPUT', path: ['products'] });
  const many = await statementsOf(room, async () => {
    answer = await shop.updateMany({ products: [...changes, ...wrong] });
  });
  expect(answer.products?.map(({ slug, version }) => [slug, version])).toEqual(['a', 'b', 'c', 'd'].map((one) => [`many-${one}`, 2]));
  expect(answer.refused).toMatchObject([
    { index: 4, problem: { code: 'VERSION_CONFLICT' } },
    { index: 5, problem: { code: 'NOT_FOUND' } },
    { index: 6, problem: { code: 'INVALID_INPUT', path: ['products', '6', 'product', 'title'] } },
  ]);
  const one = await statementsOf(room, () =>
    shop.updateMany({ products: [{ id: first?.id, expectedVersion: 2, product: { tags: ['alone'] } }] }),
  );
  expect(many).toBeLessThanOrEqual(one);
  expect(await shop.updateMany({ products: Array.from({ length: 201 }, () => wrong[0]) })).toMatchObject({ path: ['products'] });
});

test('the log has what each edit changed, and of variants only those that differ', async () => {
  const { id } = await made(shop.create(shirt('logged')));
  await db.query({ text: 'delete from outbox' });
  await made(shop.update(id, 1, { title: 'Hemp shirt', variants: [{ sku: 'LOGGED-BLUE-S', weightGrams: 99 }] }));
  const [entry] = await db.query<{ data: { changes: { field: string; before: string; after: string }[] } }>({
    text: `select data from outbox where type = 'products.change_audited'`,
  });
  expect(entry?.data.changes.map(({ field }) => field)).toEqual(['title', 'variants.LOGGED-BLUE-S']);
  expect(entry?.data.changes[0]).toEqual({ field: 'title', before: 'Linen shirt', after: 'Hemp shirt' });
});
