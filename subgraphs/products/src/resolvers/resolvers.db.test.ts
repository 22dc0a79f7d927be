import { type Caller, guest } from '@cartograph/kit/caller';
import { encodeCursor } from '@cartograph/kit/cursor';
import { uuidFromName } from '@cartograph/kit/ids';
import type { Room } from '@cartograph/kit/room';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Commands } from '#commands';
import { catalogue, customer, openShop, orders, product, smallShop, staff, statementsOf } from '#testing/shop';

let room: Room<Commands>;

beforeAll(async () => {
  const more = Array.from({ length: 120 }, (_, i) => product(`plate-${i}`, { title: `Plate ${i}`, categorySlugs: ['kitchen', 'tea'] }));
  room = await openShop({ ...smallShop, products: [...smallShop.products, ...catalogue(...more).products] });
});

const ask = (query: string, variables: Record<string, unknown> = {}, caller: Caller = guest) => room.execute({ query, variables }, caller);
const entities = (representations: object[], fields: string, caller: Caller = guest) =>
  ask(`query ($r: [_Any!]!) { _entities(representations: $r) { ${fields} } }`, { r: representations }, caller);

describe('look-ups', () => {
  test('a product is found by id and by slug with all that belongs to it', async () => {
    const { data, errors } = await ask(`{
      byId: product(id: "${uuidFromName('product classic-mug').toUpperCase()}") { slug }
      bySlug: product(slug: "classic-mug") { title description status variants { sku title product { slug } } categories { slug name } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      byId: { slug: 'classic-mug' },
      bySlug: {
        title: 'Classic Mug',
        description: 'Stoneware, glazed by hand.',
        status: 'PUBLISHED',
        variants: [
          { sku: 'MUG-CLASSIC', title: 'White', product: { slug: 'classic-mug' } },
          { sku: 'MUG-CLASSIC-BLUE', title: 'Blue', product: { slug: 'classic-mug' } },
        ],
        categories: [{ slug: 'kitchen', name: 'Kitchen' }],
      },
    });
  });

  test('what does not exist or cannot is null', async () => {
    const { data, errors } = await ask(`{
      a: product(id: "${uuidFromName('nothing')}") { id } b: product(id: "7") { id } c: product(slug: "No \\u0000") { id }
      d: productVariant(sku: "NO-SUCH") { id } e: productVariant(id: "") { id } f: productVariant(sku: "\\u0000") { id }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ a: null, b: null, c: null, d: null, e: null, f: null });
  });

  test('text that no database keeps finds nothing, like any unknown text', async () => {
    for (const bad of ['\0', '\ud800']) {
      const query = `query ($t: String!) { product(slug: $t) { id } productVariant(sku: $t) { id } productVariants(skus: [$t]) { id }
        products(search: $t, filter: { categorySlug: $t }) { edges { node { id } } } }`;
      const { data, errors } = await ask(query, { t: bad });
      expect(errors).toBeUndefined();
      expect(data).toEqual({ product: null, productVariant: null, productVariants: [null], products: { edges: [] } });
      expect((await ask(`query ($t: String!) { products(search: $t) { totalCount } }`, { t: `mug${bad}` })).errors).toBeUndefined();
    }
  });

  test('variants come in the order asked, null for an unknown one', async () => {
    const { data } = await ask('{ productVariants(skus: ["ASSAM", "NO-SUCH", "MUG-CLASSIC", "ASSAM"]) { sku } }');
    expect(data).toEqual({ productVariants: [{ sku: 'ASSAM' }, null, { sku: 'MUG-CLASSIC' }, { sku: 'ASSAM' }] });
  });

  test('all categories are there by name', async () => {
    expect((await ask('{ categories { slug } }')).data).toEqual({ categories: [{ slug: 'kitchen' }, { slug: 'tea' }] });
  });
});

describe('bad input is refused by name', () => {
  const foreign = encodeCursor(['TITLE', 'Assam', uuidFromName('product assam')]);
  const strange = encodeCursor(['NEWEST', '2026-01-01T00:00:00.000Z', 'no id']);
  test.each([
    ['{ product { id } }', 'id'],
    ['{ product(id: "7", slug: "assam") { id } }', 'id'],
    ['{ product(id: null, slug: null) { id } }', 'id'],
    ['{ productVariant { id } }', 'id'],
    [`{ productVariants(skus: ${JSON.stringify(Array.from({ length: 201 }, () => 'ASSAM'))}) { id } }`, 'skus'],
    ['{ products(first: 0) { totalCount } }', 'first'],
    ['{ products(first: 101) { totalCount } }', 'first'],
    ['{ products(after: "nonsense") { totalCount } }', 'after'],
    ['{ products(after: "") { totalCount } }', 'after'],
    [`{ products(after: "${foreign}") { totalCount } }`, 'after'],
    [`{ products(after: "${strange}") { totalCount } }`, 'after'],
    [`{ products(search: "${'x'.repeat(201)}") { totalCount } }`, 'search'],
  ])('%.60s', async (query, argumentName) => {
    const { errors } = await ask(query);
    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argumentName }]);
  });

  test('arguments that are null are as if left out', async () => {
    const { data, errors } = await ask('{ products(search: null, filter: null, orderBy: null, first: null, after: null) { totalCount } }');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ products: { totalCount: 123 } });
  });
});

describe('who sees what', () => {
  const secret = `{
    product(slug: "secret-pot") { slug } archived: product(slug: "old-kettle") { slug }
    productVariant(sku: "SECRET-POT") { sku } productVariants(skus: ["SECRET-POT", "OLD-KETTLE"]) { sku }
    products(search: "pot kettle") { edges { node { slug } } }
    drafts: products(filter: { status: [DRAFT, ARCHIVED] }, orderBy: TITLE) { totalCount edges { node { slug } } }
  }`;

  test.each([guest, customer])('drafts and archived products are nowhere for $kind', async (caller) => {
    const { data, errors } = await ask(secret, {}, caller);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      product: null,
      archived: null,
      productVariant: null,
      productVariants: [null, null],
      products: { edges: [] },
      drafts: { totalCount: 0, edges: [] },
    });
  });

  test('staff see them', async () => {
    const { data } = await ask(secret, {}, staff);
    expect(data).toMatchObject({
      product: { slug: 'secret-pot' },
      archived: { slug: 'old-kettle' },
      productVariants: [{ sku: 'SECRET-POT' }, { sku: 'OLD-KETTLE' }],
      drafts: { totalCount: 2, edges: [{ node: { slug: 'old-kettle' } }, { node: { slug: 'secret-pot' } }] },
    });
  });

  test('an order leads a buyer to an archived product, never to a draft', async () => {
    const references = [
      { __typename: 'ProductVariant', sku: 'OLD-KETTLE' },
      { __typename: 'ProductVariant', sku: 'SECRET-POT' },
      { __typename: 'Product', id: uuidFromName('product old-kettle') },
      { __typename: 'Product', id: uuidFromName('product secret-pot') },
    ];
    const fields = '... on ProductVariant { sku product { slug } } ... on Product { slug variants { sku } }';
    const { data, errors } = await entities(references, fields, customer);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        { sku: 'OLD-KETTLE', product: { slug: 'old-kettle' } },
        null,
        { slug: 'old-kettle', variants: [{ sku: 'OLD-KETTLE' }] },
        null,
      ],
    });
    expect((await entities(references, fields, staff)).data?.['_entities']).not.toContain(null);
  });

  test('what rooms ask each other is not for people', async () => {
    const query = '{ productsVariantSnapshots(skus: ["MUG-CLASSIC", "NO-SUCH"]) { sku variantId title sellable } }';
    for (const caller of [guest, customer, staff])
      expect((await ask(query, {}, caller)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect((await ask(query, {}, orders)).data).toEqual({
      productsVariantSnapshots: [
        { sku: 'MUG-CLASSIC', variantId: uuidFromName('variant MUG-CLASSIC'), title: 'Classic Mug, White', sellable: true },
        null,
      ],
    });
  });
});

describe('the database is asked once a type', () => {
  test('100 references to variants by id and SKU cost one statement', async () => {
    const references = Array.from({ length: 100 }, (_, i) => ({
      __typename: 'ProductVariant',
      ...(i % 2 ? { sku: `PLATE-${i}` } : { id: uuidFromName(`variant plate-${i}`) }),
    }));
    let answer: Awaited<ReturnType<typeof entities>> | undefined;
    const statements = await statementsOf(room, async () => {
      answer = await entities(references, '... on ProductVariant { sku }');
    });
    expect(answer?.data?.['_entities']).toEqual(references.map((_, i) => ({ sku: `PLATE-${i}` })));
    expect(statements).toBe(1);
  });

  test('100 references to products cost one statement, and none when no id can exist', async () => {
    const references = Array.from({ length: 100 }, (_, i) => ({ __typename: 'Product', id: uuidFromName(`product plate-${i}`) }));
    expect(await statementsOf(room, () => entities(references, '... on Product { title }'))).toBe(1);
    const malformed = [
      { __typename: 'Product', id: 'x' },
      { __typename: 'Category', id: 'y' },
      { __typename: 'ProductVariant', sku: '' },
    ];
    expect(await statementsOf(room, () => entities(malformed, '__typename'))).toBe(0);
  });

  test('references to categories cost one statement', async () => {
    const references = ['kitchen', 'tea', 'none'].map((slug) => ({ __typename: 'Category', id: uuidFromName(`category ${slug}`) }));
    expect(await statementsOf(room, () => entities(references, '... on Category { name }'))).toBe(1);
  });

  test.each([20, 100])(
    'a page of %i with variants, their products, categories, a count, facets and prices costs five statements',
    async (first) => {
      const query = `{ products(first: ${first}) { totalCount facets { name } priceRange { onSale } edges { cursor node { title inStock priceRange { onSale } variants { sku product { title } } categories { name } } } } }`;
      expect(await statementsOf(room, () => ask(query))).toBe(5);
    },
  );

  test('nothing is counted unless the count is asked for', async () => {
    expect(await statementsOf(room, () => ask('{ products { edges { cursor } } }'))).toBe(1);
  });
});
