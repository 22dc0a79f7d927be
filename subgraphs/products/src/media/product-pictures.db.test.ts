import { beforeAll, expect, test } from 'vitest';
import { openPictureShop, type PictureShop, photo } from '#testing/pictures';

let shop: PictureShop;
beforeAll(async () => {
  shop = await openPictureShop();
});

interface Outcome {
  __typename: string;
  product?: {
    id: string;
    version: number;
    media: { id: string; alt: string | null; focalX: number | null }[];
    variants: { sku: string; media: { id: string }[] }[];
  };
  fields?: { path: string[] }[];
}

const answer = `__typename ... on InvalidInput { fields { path } } ... on ProductCreated { product { ...P } } ... on ProductUpdated { product { ...P } }`;
const shown = 'fragment P on Product { id version media { id alt focalX } variants { sku media { id } } }';

const create = async (product: object): Promise<Outcome> =>
  (
    await shop.graph<{ createProduct: Outcome }>(
      `mutation ($input: CreateProductInput!) { createProduct(input: $input) { ${answer.replace('... on ProductUpdated { product { ...P } }', '')} } } ${shown}`,
      {
        input: { idempotencyKey: crypto.randomUUID(), product },
      },
    )
  ).createProduct;
const update = async (id: string, expectedVersion: number, product: object): Promise<Outcome> =>
  (
    await shop.graph<{ updateProduct: Outcome }>(
      `mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { ${answer.replace('... on ProductCreated { product { ...P } }', '')} } } ${shown}`,
      {
        input: { id, expectedVersion, product },
      },
    )
  ).updateProduct;
const uploaded = async (): Promise<string> => (await shop.upload(await photo(60, 40))).id;

test('a product is made with its pictures, and the one in blue has its own', async () => {
  const [front, side, blue] = [await uploaded(), await uploaded(), await uploaded()];
  const { product } = await create({
    title: 'Pictured Jug',
    media: [{ uploadId: front, alt: 'A jug from the front', focalX: 0.4 }, { uploadId: side }],
    variants: [
      { sku: 'JUG-PIC', options: [{ code: 'colour', value: 'white' }] },
      { sku: 'JUG-PIC-BLUE', options: [{ code: 'colour', value: 'blue' }], mediaIds: [blue] },
    ],
    options: [
      {
        code: 'colour',
        name: 'Colour',
        values: [
          { code: 'white', name: 'White' },
          { code: 'blue', name: 'Blue' },
        ],
      },
    ],
  });
  expect(product?.media).toEqual([
    { id: front, alt: 'A jug from the front', focalX: 0.4 },
    { id: side, alt: null, focalX: null },
  ]);
  expect(product?.variants).toEqual([
    { sku: 'JUG-PIC', media: [] },
    { sku: 'JUG-PIC-BLUE', media: [{ id: blue }] },
  ]);
});

test('another order is a change that counts, and saying the same again is none; what is left out stays', async () => {
  const [one, two] = [await uploaded(), await uploaded()];
  const made = (await create({ title: 'Sorted Jug', media: [{ uploadId: one, alt: 'One' }, { uploadId: two }] })).product;
  if (!made) throw new Error('not made');
  const sorted = (await update(made.id, made.version, { media: [{ id: two }, { id: one }] })).product;
  expect(sorted).toMatchObject({ version: made.version + 1, media: [{ id: two }, { id: one, alt: 'One' }] });
  const same = (await update(made.id, made.version + 1, { media: [{ id: two }, { id: one }] })).product;
  expect(same?.version).toBe(made.version + 1);
  const said = (
    await update(made.id, made.version + 1, {
      media: [
        { id: two, alt: 'Two' },
        { id: one, alt: null },
      ],
    })
  ).product;
  expect(said).toMatchObject({
    version: made.version + 2,
    media: [
      { id: two, alt: 'Two' },
      { id: one, alt: null },
    ],
  });
  expect((await update(made.id, made.version + 2, { title: 'Sorted Jug again' })).product?.media).toHaveLength(2);
  expect((await update(made.id, made.version + 3, { media: null })).product?.media).toEqual([]);
});

test('each wrong picture is told with its place, beside all else that is wrong, and nothing is written', async () => {
  const one = await uploaded();
  const { __typename, fields } = await create({
    title: '',
    media: [{ uploadId: one }, { id: crypto.randomUUID() }, { url: 'https://elsewhere.test/a.jpg' }, {}],
    variants: [{ sku: 'JUG-WRONG', mediaIds: [crypto.randomUUID()] }],
  });
  expect(__typename).toBe('InvalidInput');
  const paths = fields?.map(({ path }) => path.join('.'));
  expect(paths).toEqual(
    expect.arrayContaining(['product.title', 'product.media.2.url', 'product.media.3', 'product.variants.0.mediaIds.0']),
  );
});

test('a category is shown by a picture, which it lets go of when it is deleted', async () => {
  interface Saved {
    __typename: string;
    category?: { id: string; version: number; media: { id: string } | null };
    fields?: { path: string[] }[];
  }
  const save = async (input: object): Promise<Saved> =>
    (
      await shop.graph<{ saveCategory: Saved }>(
        `mutation ($input: SaveCategoryInput!) { saveCategory(input: $input) { __typename ... on InvalidInput { fields { path } }
          ... on CategorySaved { category { id version media { id } } } } }`,
        { input: { slug: 'jugs', name: 'Jugs', ...input } },
      )
    ).saveCategory;
  const [one, two] = [await uploaded(), await uploaded()];
  expect((await save({ mediaId: crypto.randomUUID() })).fields).toEqual([{ path: ['mediaId'] }]);
  const { category } = await save({ mediaId: one });
  expect(category?.media).toEqual({ id: one });
  const other = (await save({ id: category?.id, expectedVersion: category?.version, mediaId: two })).category;
  expect(other?.media).toEqual({ id: two });
  await shop.graph(
    'mutation ($input: DeleteCategoryInput!) { deleteCategory(input: $input) { __typename ... on CategoryDeleted { id } ... on Problem { message } } }',
    { input: { id: other?.id, expectedVersion: other?.version } },
  );
  expect(await save({ slug: 'jugs', name: 'Jugs again' })).toMatchObject({ category: { media: null } });
});

test('a collection is shown by its picture, until it has another or none', async () => {
  const [{ id: one }, { id: two }] = await Promise.all([shop.upload(await photo(30, 30)), shop.upload(await photo(31, 31))]);
  interface Kept {
    collection?: { id: string; version: number; media: { id: string } | null };
    fields?: { path: string[] }[];
  }
  const save = async (input: object): Promise<Kept> =>
    (
      await shop.graph<{ saveCollection: Kept }>(
        `mutation ($input: SaveCollectionInput!) { saveCollection(input: $input) { ... on InvalidInput { fields { path } }
          ... on CollectionSaved { collection { id version media { id } } } } }`,
        { input: { slug: 'shown', title: 'Shown', status: 'PUBLISHED', productIds: [], ...input } },
      )
    ).saveCollection;
  expect((await save({ mediaId: crypto.randomUUID() })).fields).toEqual([{ path: ['mediaId'] }]);
  const { collection } = await save({ mediaId: one });
  expect(collection?.media).toEqual({ id: one });
  const id = collection?.id;
  expect((await save({ id, expectedVersion: 1, mediaId: two })).collection).toMatchObject({ version: 2, media: { id: two } });
  expect((await save({ id, expectedVersion: 2, mediaId: two })).collection).toMatchObject({ version: 2 });
  expect((await save({ id, expectedVersion: 2 })).collection).toMatchObject({ version: 3, media: null });
});

test('a colour is shown by a picture of its product, never by one of another or by none, and loses it with the product', async () => {
  interface Told {
    id: string;
    version: number;
    options: { values: { code: string; media: { id: string } | null }[] }[];
  }
  const [front, blue, foreign] = [await uploaded(), await uploaded(), await uploaded()];
  await create({ title: 'Another Jug', media: [{ id: foreign }] });
  const options = (...mediaIds: (string | null)[]) => [
    {
      code: 'colour',
      name: 'Colour',
      values: ['white', 'blue'].map((code, nth) => ({ code, name: code, mediaId: mediaIds[nth] ?? null })),
    },
  ];
  const variants = ['white', 'blue'].map((value) => ({ sku: `JUG-SEEN-${value}`, options: [{ code: 'colour', value }] }));
  const product = { title: 'Seen Jug', media: [{ id: front }], variants: [variants[0], { ...variants[1], mediaIds: [blue] }] };
  for (const wrong of [foreign, crypto.randomUUID(), 'no id'])
    expect((await create({ ...product, title: '', options: options(front, wrong) })).fields?.map(({ path }) => path.join('.'))).toEqual([
      'product.title',
      'product.options.0.values.1.mediaId',
    ]);
  const made = await create({ ...product, options: options(front, blue.toUpperCase()) });
  const shownIn = async (): Promise<Told> =>
    (
      await shop.graph<{ product: Told }>('query ($id: ID!) { product(id: $id) { id version options { values { code media { id } } } } }', {
        id: made.product?.id,
      })
    ).product;
  const told = await shownIn();
  expect(told.options[0]?.values).toEqual([
    { code: 'white', media: { id: front } },
    { code: 'blue', media: { id: blue } },
  ]);
  // The same again is no change; the picture leaves, and the value stays without it.
  expect((await update(told.id, told.version, { options: options(front, blue) })).product?.version).toBe(told.version);
  await update(told.id, told.version, { media: [] });
  expect((await shownIn()).options[0]?.values).toEqual([
    { code: 'white', media: null },
    { code: 'blue', media: { id: blue } },
  ]);
});
