import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

interface Found {
  products: {
    edges: { node: { title: string; variants: { sku: string }[] } }[];
    pageInfo: { hasPreviousPage: boolean };
    totalCount: number;
  };
}

const query = `query Find($search: String, $first: Int, $last: Int, $before: String) {
  products(search: $search, first: $first, last: $last, before: $before) {
    edges { node { title variants { sku } } } pageInfo { hasPreviousPage } totalCount
  }
}`;
const find = async (search: string, page: Record<string, unknown> = {}) => (await shop.askFor<Found>(query, { search, ...page })).products;

test.each([
  ['notbook', /notebook/i],
  ['cushon', /cushion/i],
  ['lanturn', /lantern/i],
  ['candel', /candle/i],
  ['pecale', /percale/i],
  ['dargeeling', /darjeeling/i],
  ['darjeling', /darjeeling/i],
  ['hamock', /hammock/i],
  ['blankt', /blanket/i],
  ['espreso', /espresso/i],
  ['percal sheet', /percale/i],
  ['DÄRJEELING', /darjeeling/i],
  ['mugs', /mug/i],
])('a buyer who types %j finds it', async (search, title) => {
  expect((await find(search)).edges[0]?.node.title).toMatch(title);
});

test.each(['MUG-CLASSIC', 'mug classic', 'mug_classic', 'ＭＵＧ－ＣＬＡＳＳＩＣ', 'mugclassic'])(
  'a SKU that was noted down as %j comes first',
  async (search) => {
    expect((await find(search)).edges[0]?.node.variants.map(({ sku }) => sku)).toContain('MUG-CLASSIC');
  },
);

test.each(['%', '_', '\\', '"', '-'.repeat(200), '–'.repeat(200), `'; drop table products --`])(
  'signs are signs: %j is answered with nothing',
  async (search) => {
    expect((await find(search)).edges).toEqual([]);
  },
);

test('whoever begins at the last page of a search goes back to the first', async () => {
  const all = (await find('mug', { first: 100 })).edges;
  const last = await find('mug', { last: 2 });
  expect(last.edges).toEqual(all.slice(-2));
  expect(last.totalCount).toBe(all.length);
  expect(last.pageInfo.hasPreviousPage).toBe(all.length > 2);
});

test.each([
  '0000-01-01T00:00:00.000Z',
  '2026-02-30T00:00:00Z',
  '2026-01-31T24:00:00Z',
  '2016-12-31T23:59:60Z',
  '2026-01-31T12:00:00+25:00',
])('staff who ask for orders since %s hear that there is no such day or hour', async (placedAfter) => {
  const { errors } = await shop.ask(
    'query Since($placedAfter: DateTime) { orders(filter: { placedAfter: $placedAfter }) { totalCount } }',
    { placedAfter },
    await shop.tokenOf('staff'),
  );
  expect(errors).toMatchObject([{ message: expect.stringContaining('DateTime must be ISO 8601'), extensions: { code: 'BAD_USER_INPUT' } }]);
});
