import { randomUUID } from 'node:crypto';
import { guest } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { productChanged } from '#events';
import { customer, openShopWith, staff } from '#testing/shop';
import { made, type Staff, shirt, staffOf } from '#testing/staff';

let room: Awaited<ReturnType<typeof openShopWith>>['room'];
let db: Database;
let shop: Staff;

beforeAll(async () => {
  ({ room, db } = await openShopWith());
  shop = staffOf(room);
});

test('a product is made with its options and variants in one request', async () => {
  const product = await made(shop.create(shirt('shirt')));
  expect(product).toMatchObject({
    version: 1,
    slug: 'shirt',
    status: 'DRAFT',
    tags: ['linen', 'summer'],
    seo: { title: 'Linen shirts', description: 'Light and cool' },
    options: [
      {
        code: 'color',
        name: 'Colour',
        values: [
          { code: 'blue', name: 'Blue', color: '#0044aa' },
          { code: 'white', color: null },
        ],
      },
      { code: 'size' },
    ],
  });
  expect(product.variants).toMatchObject([
    {
      sku: 'SHIRT-BLUE-S',
      title: 'Blue, Small',
      version: 1,
      weightGrams: 240,
      taxCategoryCode: 'standard',
      barcode: '4006381333931',
      options: [
        { code: 'color', name: 'Colour', value: 'blue', label: 'Blue' },
        { code: 'size', value: 's', label: 'Small' },
      ],
    },
    { sku: 'SHIRT-BLUE-M', title: 'Blue, Medium' },
    { sku: 'SHIRT-WHITE-S', title: 'White, Small' },
  ]);
});

test('the same key with the same input makes one product, and with another input none', async () => {
  const key = randomUUID();
  const answers = await Promise.all([1, 2, 3].map(() => made(shop.create(shirt('once'), key))));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(await shop.create({ ...shirt('once'), title: 'Another' }, key)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
});

test('without a slug it is made of the title, and one that is taken is counted on', async () => {
  const slugs = [];
  for (const title of ['Crème brûlée', 'Creme Brulee', '柚子', '柚子']) slugs.push((await made(shop.create({ title }))).slug);
  expect(slugs).toEqual(['creme-brulee', 'creme-brulee-2', 'product', 'product-2']);
});

test('a slug or a SKU that is taken is told with who has it, and nothing is made', async () => {
  const first = await made(shop.create(shirt('taken')));
  expect(await shop.create({ ...shirt('taken'), variants: [] })).toMatchObject({
    code: 'ALREADY_EXISTS',
    path: ['product', 'slug'],
    existingId: first.id,
  });
  expect(await shop.create({ ...shirt('taken'), slug: 'not-taken' })).toMatchObject({
    code: 'ALREADY_EXISTS',
    path: ['product', 'variants', '0', 'sku'],
    existingId: first.variants[0]?.id,
  });
  expect(await db.query({ text: `select from products where slug = 'not-taken'` })).toEqual([]);
});

test('of two who take one slug at once, one is told whose it is', async () => {
  const answers = await Promise.all(['A', 'B'].map((sku) => shop.create({ slug: 'raced', title: 'Raced', variants: [{ sku }] })));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['AlreadyExists', 'ProductCreated']);
});

test('every wrong field is told at once, with its path and what may stand there', async () => {
  const answer = await shop.create({
    slug: 'No Slug',
    description: '<script>alert(1)</script>',
    tags: ['x'.repeat(65)],
    categoryIds: [randomUUID()],
    productTypeCode: 'nothing',
    attributes: [{ code: 'material', values: ['oak'] }],
    options: [{ code: 'color', name: 'Colour', values: [] }],
    translations: [{ locale: 'not a locale' }, { locale: 'de', slug: 'Ä' }],
    variants: [{ sku: 'a b', weightGrams: -1 }, { sku: 'OK', barcode: ' ' }, { sku: 'OK' }],
  });
  expect(answer.code).toBe('INVALID_INPUT');
  expect(answer.fields?.map(({ path }) => path.slice(1).join('.'))).toEqual([
    'slug',
    'title',
    'description',
    'tags.0',
    'productTypeCode',
    'categoryIds.0',
    'options.0.values',
    'translations.0.locale',
    'translations.1.slug',
    'variants.0.sku',
    'variants.0.weightGrams',
    'variants.1.barcode',
    'variants.2.sku',
    'attributes.0.code',
  ]);
});

test('who is no staff makes nothing', async () => {
  await expect(staffOf(room, guest).create({ title: 'x' })).rejects.toThrow('Sign in');
  await expect(staffOf(room, customer).create({ title: 'x' })).rejects.toThrow('catalogue:write');
});

test('a new product is told of by an event, and the log has who made it', async () => {
  const { id } = await made(shop.create(shirt('told')));
  const events = await db.query<{ type: string; sequence: number | null; data: Record<string, unknown> }>({
    text: 'select type, sequence, data from outbox where key = $1 order by type',
    values: [id],
  });
  expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
    ['products.change_audited', null],
    ['products.product_changed', 1],
  ]);
  expect(productChanged.schema.parse(events[1]?.data)).toMatchObject({
    skus: ['TOLD-BLUE-S', 'TOLD-BLUE-M', 'TOLD-WHITE-S'],
    variants: [{ sku: 'TOLD-BLUE-S', weightGrams: 240, taxCategoryCode: 'standard' }, {}, {}],
    tags: ['linen', 'summer'],
  });
  expect(events[0]?.data).toMatchObject({
    actorName: staff.kind === 'customer' ? staff.email : '',
    action: 'createProduct',
    entityType: 'Product',
  });
});

test('a copy has all of a product but its names, as a draft, once a key', async () => {
  const original = await made(
    shop.create({ ...shirt('copied'), status: 'PUBLISHED', translations: [{ locale: 'de', slug: 'kopiert', title: 'Kopiert' }] }),
  );
  const input = { id: original.id, skuSuffix: '-2', idempotencyKey: randomUUID() };
  const copy = await made(shop.duplicate(input));
  expect(copy).toMatchObject({
    slug: 'linen-shirt',
    status: 'DRAFT',
    version: 1,
    tags: ['linen', 'summer'],
    translations: [{ locale: 'de', slug: null, title: 'Kopiert' }],
  });
  expect(copy.variants.map(({ sku, title }) => [sku, title])).toEqual(original.variants.map(({ sku, title }) => [`${sku}-2`, title]));
  expect(await made(shop.duplicate(input))).toMatchObject({ id: copy.id });
  expect(await shop.duplicate({ ...input, idempotencyKey: randomUUID() })).toMatchObject({ code: 'ALREADY_EXISTS' });
  expect(await shop.duplicate({ ...input, skuSuffix: ' ', idempotencyKey: randomUUID() })).toMatchObject({ path: ['skuSuffix'] });
  expect(await shop.duplicate({ ...input, slug: 'A b', skuSuffix: ' ', idempotencyKey: '' })).toMatchObject({
    fields: [['idempotencyKey'], ['slug'], ['skuSuffix']].map((path) => ({ path })),
  });
  expect(await shop.duplicate({ ...input, id: randomUUID(), idempotencyKey: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
});
