import type { Database } from '@cartograph/kit/db';
import { beforeAll, expect, test } from 'vitest';
import { openShopWith, staff, statementsOf } from '#testing/shop';
import { made, type Staff, staffOf } from '#testing/staff';

let db: Database;
let room: Awaited<ReturnType<typeof openShopWith>>['room'];
let shop: Staff;
let id: string;
let version: number;

const codes = (letter: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ code: `${letter}${i}`, name: `${letter}${i}` }));
const options = [
  { code: 'color', name: 'Colour', values: codes('c', 50) },
  { code: 'size', name: 'Size', values: codes('s', 40) },
];
const variant = (index: number) => ({
  sku: `BIG-${index}`,
  options: [
    { code: 'color', value: `c${Math.floor(index / 40)}` },
    { code: 'size', value: `s${index % 40}` },
  ],
});

beforeAll(async () => {
  ({ room, db } = await openShopWith());
  shop = staffOf(room);
  ({ id, version } = await made(shop.create({ title: 'Big', slug: 'big', options })));
  for (let at = 0; at < 2_000; at += 200) {
    const variants = Array.from({ length: 200 }, (_, i) => variant(at + i));
    ({ version } = await made(shop.update(id, version, { variants })));
  }
}, 120_000);

const opened = `query ($id: ID!, $after: String) { product(id: $id) {
  title options { code values { code name } } attributes { code } translations { locale } categories { name }
  productVariants(first: 100, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { sku options { code value label } } } } } }`;

test('a product of 2,000 variants opens for staff in six statements, a page of them at a time', async () => {
  let data: Record<string, unknown> | null | undefined;
  const statements = await statementsOf(room, async () => {
    ({ data } = await room.execute({ query: opened, variables: { id } }, staff));
  });
  expect(statements).toBe(6);
  expect(data?.['product']).toMatchObject({ productVariants: { totalCount: 2_000, pageInfo: { hasNextPage: true } } });
});

test('all 2,000 variants at once are one statement, and paging meets each once', async () => {
  const all = await statementsOf(room, () =>
    room.execute({ query: `{ product(id: "${id}") { variants { sku options { value } } } }` }, staff),
  );
  expect(all).toBe(3);
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data } = await room.execute({ query: opened, variables: { id, after } }, staff);
    const page = (data?.['product'] as { productVariants: Page } | undefined)?.productVariants;
    if (!page) throw new Error('the product is not there');
    seen.push(...page.edges.map(({ node }) => node.sku));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  expect(new Set(seen).size).toBe(2_000);
  const picked = `{ product(id: "${id}") { productVariants(options: [{ code: "size", value: "s7" }]) { totalCount }
    variantBySelectedOptions(selectedOptions: [{ code: "size", value: "s7" }, { code: "color", value: "c3" }]) { sku } } }`;
  expect((await room.execute({ query: picked }, staff)).data).toEqual({
    product: { productVariants: { totalCount: 50 }, variantBySelectedOptions: { sku: 'BIG-127' } },
  });
});

interface Page {
  pageInfo: { endCursor: string; hasNextPage: boolean };
  edges: { node: { sku: string } }[];
}

test('2,001 variants are refused, and an edit of one of 2,000 takes no more statements than of one of one', async () => {
  const more = { code: 'color', name: 'Colour', values: [...codes('c', 50), { code: 'extra', name: 'Extra' }] };
  const refused = await shop.update(id, version, {
    options: [more, options[1]],
    variants: [
      {
        sku: 'BIG-2000',
        options: [
          { code: 'color', value: 'extra' },
          { code: 'size', value: 's0' },
        ],
      },
    ],
  });
  expect(refused.message).toContain('at most 2000 variants: this would be 2001');
  const small = await made(shop.create({ title: 'Small', variants: [{ sku: 'SMALL' }] }));
  const change = (product: { id: string; version: number }, sku: string) =>
    statementsOf(room, () => shop.update(product.id, product.version, { variants: [{ sku, weightGrams: 5 }] }));
  expect(await change({ id, version }, 'BIG-77')).toBe(await change(small, 'SMALL'));
});

test('products whose variants are more than 10,000 together give pages of them, and not all at once', async () => {
  const others = await Promise.all([1, 2, 3, 4].map(async (n) => (await made(shop.create({ title: `Wide ${n}` }))).id));
  const fill = (ids: readonly string[], count: number) =>
    db.query({
      text: `insert into product_variants (id, product_id, sku, position)
             select gen_random_uuid(), id, 'WIDE-' || id || '-' || n, n from unnest($1::uuid[]) id, generate_series(1, $2::int) n`,
      values: [ids, count],
    });
  await fill(others, 2_000);
  const ask = (field: string) =>
    room.execute({ query: `{ ${[id, ...others].map((one, n) => `p${n}: product(id: "${one}") { ${field} }`).join(' ')} }` }, staff);
  expect((await ask('variants { sku }')).errors).toBeUndefined();
  await db.query({
    text: `insert into product_variants (id, product_id, sku, position) values (gen_random_uuid(), $1, 'ONE-MORE', 9)`,
    values: others.slice(0, 1),
  });
  const { errors } = await ask('variants { sku }');
  expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('productVariants'), extensions: { code: 'BAD_USER_INPUT' } });
  expect((await ask('productVariants(first: 20) { edges { node { sku } } }')).errors).toBeUndefined();
});
