import type { Caller } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { openShop } from '#testing/shop';

const customer = (): Caller & { kind: 'customer' } => {
  const customerId = uuidv7();
  return { kind: 'customer', customerId, email: `${customerId}@example.com`, roles: ['customer'] };
};
const staff: Caller = { ...customer(), roles: ['staff'] };

const pageFields = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';
const ownDocument = `query ($refs: [_Any!]!, $first: Int, $after: String, $last: Int, $before: String, $filter: OrderFilter) {
  _entities(representations: $refs) { ... on Customer {
    orders(first: $first, after: $after, last: $last, before: $before, filter: $filter) { ${pageFields} } } } }`;
const allDocument = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: OrderFilter, $orderBy: OrderOrder) {
  orders(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) { ${pageFields} } }`;

interface Page {
  edges: { node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
}

const idsOf = ({ edges }: Page): string[] => edges.map(({ node }) => node.id);

/** A shop in which Ada bought three times and Grace once: their orders, newest first. */
async function openListing() {
  const shop = await openShop();
  const [ada, grace] = [customer(), customer()];
  const bought = new Map<Caller, string[]>([ada, grace].map((caller) => [caller, []]));
  const all: string[] = [];
  for (const [caller, quantity] of [
    [ada, 1],
    [grace, 3],
    [ada, 2],
    [ada, 1],
  ] as const) {
    const answer = await shop.place({ idempotencyKey: uuidv7(), lines: [{ sku: 'MUG', quantity }], email: null }, caller);
    const { id } = answer['order'] as { id: string };
    bought.get(caller)?.unshift(id);
    all.unshift(id);
  }
  const list = async (variables: object): Promise<Page> => (await shop.ask(allDocument, { ...variables }, staff))['orders'] as Page;
  return { ...shop, ada, grace, bought, all, list };
}

describe("customers' own orders", () => {
  test('of many customers are as many statements as of one, and never mixed up', async () => {
    const { room, ask, ada, grace, bought } = await openListing();
    const linus = customer();
    const refs = [linus, ada, grace].map(({ customerId }) => ({ __typename: 'Customer', id: customerId }));
    const page = async (variables: object): Promise<Page[]> =>
      ((await ask(ownDocument, { refs, ...variables }, staff))['_entities'] as { orders: Page }[]).map(({ orders }) => orders);

    expect((await page({ first: 5 })).map(idsOf)).toEqual([[], bought.get(ada), bought.get(grace)]);
    expect((await page({ last: 5 })).map(idsOf)).toEqual([[], bought.get(ada), bought.get(grace)]);
    expect((await page({ first: 1 })).map(({ totalCount }) => totalCount)).toEqual([0, 3, 1]);
    const [none, first, only] = await page({ first: 2 });
    expect(none?.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null });
    expect(only?.pageInfo.hasNextPage).toBe(false);
    expect(first?.pageInfo.hasNextPage).toBe(true);
    const [, second] = await page({ first: 2, after: first?.pageInfo.endCursor });
    expect([first, second].flatMap((own) => (own ? idsOf(own) : []))).toEqual(bought.get(ada));
    const [, back] = await page({ last: 2, before: second?.pageInfo.startCursor });
    expect(back && idsOf(back)).toEqual(bought.get(ada)?.slice(0, 2));
    expect((await page({ filter: { customerId: grace.customerId } })).map(({ totalCount }) => totalCount)).toEqual([0, 0, 1]);
    expect((await page({ filter: { status: ['CANCELLED'] } })).map(({ edges, totalCount }) => [edges, totalCount])).toEqual([
      [[], 0],
      [[], 0],
      [[], 0],
    ]);

    const many = Array.from({ length: 100 }, () => ({ __typename: 'Customer', id: uuidv7() }));
    let least = Number.POSITIVE_INFINITY;
    // A sweep or a relay may look while we count: the least of five is what the pages and their counts cost.
    for (let round = 0; round < 5; round += 1) {
      const before = room.statements();
      await room.execute({ query: ownDocument, variables: { refs: [...many, ...refs], first: 2 } }, staff);
      least = Math.min(least, room.statements() - before);
    }
    expect(least).toBe(2);
  });
});

describe('the list of all orders', () => {
  test('is walked forwards and backwards in each order, while new orders come in', async () => {
    const { all, list, place } = await openListing();
    for (const orderBy of ['NEWEST', 'OLDEST', 'TOTAL_ASC', 'TOTAL_DESC']) {
      const forwards: string[] = [];
      for (let page = await list({ first: 3, orderBy }); ; page = await list({ first: 3, orderBy, after: page.pageInfo.endCursor })) {
        forwards.push(...idsOf(page));
        if (!page.pageInfo.hasNextPage) break;
      }
      const backwards: string[] = [];
      for (let page = await list({ last: 3, orderBy }); ; page = await list({ last: 3, orderBy, before: page.pageInfo.startCursor })) {
        backwards.unshift(...idsOf(page));
        if (!page.pageInfo.hasPreviousPage) break;
      }
      expect(backwards).toEqual(forwards);
      expect([...forwards].sort()).toEqual([...all].sort());
      if (orderBy === 'NEWEST') expect(forwards).toEqual(all);
      if (orderBy === 'OLDEST') expect(forwards).toEqual([...all].reverse());
      // Grace's three mugs are the dearest.
      if (orderBy === 'TOTAL_ASC') expect(forwards.at(-1)).toBe(all[2]);
      if (orderBy === 'TOTAL_DESC') expect(forwards[0]).toBe(all[2]);
    }
    const first = await list({ first: 2 });
    const answer = await place({ idempotencyKey: uuidv7(), lines: [{ sku: 'MUG', quantity: 1 }] });
    expect(idsOf(await list({ first: 2, after: first.pageInfo.endCursor }))).toEqual(all.slice(2));
    expect(idsOf(await list({ last: 5, before: first.pageInfo.startCursor }))).toEqual([(answer['order'] as { id: string }).id]);
  });

  test('is told by what became of the money and of the goods, and refuses cursors of another order', async () => {
    const { all, list, room } = await openListing();
    const filtered = async (filter: object): Promise<number> => (await list({ filter })).totalCount;
    expect(await filtered({ fulfillmentStatus: ['UNFULFILLED', 'SHIPPED'] })).toBe(all.length);
    expect(await filtered({ fulfillmentStatus: ['SHIPPED'] })).toBe(0);
    expect(await filtered({ paymentStatus: ['REFUNDED'] })).toBe(0);
    expect(await filtered({ paymentStatus: ['AUTHORIZED', 'PAID'] })).toBe(all.length);
    const { pageInfo } = await list({ first: 1, orderBy: 'TOTAL_ASC' });
    const wrong = await room.execute({ query: allDocument, variables: { after: pageInfo.endCursor } }, staff);
    expect(wrong.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});
