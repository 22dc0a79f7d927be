import type { Caller } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { basicOrder, openShop } from '#testing/shop';

const customerId = uuidv7();
const ada: Caller = { kind: 'customer', customerId, email: 'ada@example.com', roles: ['customer'] };
const staff: Caller = { kind: 'customer', customerId: uuidv7(), email: 'staff@example.com', roles: ['staff'] };

const document = `query ($search: String, $filter: OrderFilter, $orderBy: OrderOrder, $first: Int, $after: String, $last: Int) {
  orders(search: $search, filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last) {
    edges { node { number email } } pageInfo { endCursor hasNextPage } totalCount } }`;
const ownDocument = `query ($refs: [_Any!]!, $search: String) { _entities(representations: $refs) { ... on Customer {
  orders(search: $search) { edges { node { number } } totalCount } } } }`;

interface Found {
  edges: { node: { number: string; email: string } }[];
  pageInfo: { endCursor: string; hasNextPage: boolean };
  totalCount: number;
}

/** A shop with four orders; they are found as whom they are for. */
async function openSearch() {
  const shop = await openShop();
  shop.rooms.stock.set('TEA', 10);
  const numbers = new Map<string, string>();
  const buy = async (who: string, name: string | null, email: string | null, sku: string, caller?: Caller): Promise<void> => {
    const shippingAddress = { ...basicOrder.shippingAddress, name };
    const answer = await shop.place({ idempotencyKey: uuidv7(), lines: [{ sku, quantity: 1 }], email, shippingAddress }, caller);
    numbers.set((answer['order'] as { number: string }).number, who);
  };
  await buy('José', 'José Ångström', 'jose@example.com', 'MUG');
  await buy('Łukasz', 'Łukasz Größe-Müller', 'Lukasz.G@example.org', 'TEA');
  await buy('Ada', 'Ada Lovelace', null, 'MUG', ada);
  await buy('nobody', null, 'jo%_e@example.com', 'TEA');
  const find = async (search: string, variables: object = {}): Promise<string[]> => {
    const { orders } = (await shop.ask(document, { search, ...variables }, staff)) as { orders: Found };
    expect(orders.totalCount).toBeGreaterThanOrEqual(orders.edges.length);
    return orders.edges.map(({ node }) => numbers.get(node.number) ?? node.number);
  };
  const numberOf = (who: string): string => [...numbers].find(([, name]) => name === who)?.[0] ?? '';
  return { ...shop, find, numberOf };
}

describe('orders are searched', () => {
  test('by number, e-mail, SKU and the words of a name, whatever the case and the accents', async () => {
    const { find, numberOf } = await openSearch();
    const all = ['nobody', 'Ada', 'Łukasz', 'José'];
    const table: [search: string, found: string[]][] = [
      [numberOf('Ada'), ['Ada']],
      [` ${numberOf('José').toLowerCase()} `, ['José']],
      [numberOf('Łukasz').slice(2), ['Łukasz']],
      ['C-10', all],
      ['LUKASZ.g@Example.org', ['Łukasz']],
      ['ada@', ['Ada']],
      ['mug', ['Ada', 'José']],
      ['TE', ['nobody', 'Łukasz']],
      ['angstrom', ['José']],
      ['A\u030angstro\u0308m Jose\u0301', ['José']],
      ['lukasz grosse', ['Łukasz']],
      ['MÜLLER', ['Łukasz']],
      ['lovelace ada', ['Ada']],
      ['   ', all],
      // Signs are letters like others; words are whole, and all must be there.
      ['jo%', ['nobody']],
      ['jo_', []],
      ['&|!():*', []],
      ['love', []],
      ['Ada Byron', []],
      ['C-999999999999', []],
      ['👍'.repeat(200), []],
    ];
    for (const [search, found] of table) expect(await find(search), search).toEqual(found);
  });

  test('within a filter, in an order, and page by page', async () => {
    const { ask, find } = await openSearch();
    expect(await find('mug', { filter: { customerId } })).toEqual(['Ada']);
    expect(await find('mug', { orderBy: 'OLDEST' })).toEqual(['José', 'Ada']);
    expect(await find('C-10', { last: 1 })).toEqual(['José']);
    const { orders } = (await ask(document, { search: 'C-10', first: 3 }, staff)) as { orders: Found };
    expect(orders).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
    expect(await find('C-10', { first: 3, after: orders.pageInfo.endCursor })).toEqual(['José']);
  });

  test('among their own by customers', async () => {
    const { ask, numberOf } = await openSearch();
    const refs = [{ __typename: 'Customer', id: customerId }];
    const own = async (search: string): Promise<number> =>
      ((await ask(ownDocument, { refs, search }, ada))['_entities'] as [{ orders: Found }])[0].orders.totalCount;
    expect(await own('mug')).toBe(1);
    expect(await own('tea')).toBe(0);
    expect(await own(numberOf('José'))).toBe(0);
  });

  test('not for what no order can hold', async () => {
    const { room } = await openShop();
    for (const search of ['x'.repeat(201), 'a\0b', 'half a \ud83d pair']) {
      const { errors } = await room.execute({ query: document, variables: { search } }, staff);
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName: 'search' });
    }
  });
});
