import type { Caller } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { openShop } from '#testing/shop';

const customer = (): Caller & { kind: 'customer' } => {
  const customerId = uuidv7();
  return { kind: 'customer', customerId, email: `${customerId}@example.com`, roles: ['customer'] };
};
const staff: Caller = { ...customer(), roles: ['staff'] };

const document = `query ($refs: [_Any!]!, $first: Int, $after: String) { _entities(representations: $refs) { ... on Customer {
  orders(first: $first, after: $after) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } } } }`;

interface Owner {
  orders: {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
    totalCount: number;
  };
}

describe("customers' own orders", () => {
  test('of many customers are as many statements as of one, and never mixed up', async () => {
    const { place, room, ask } = await openShop();
    const [ada, grace, linus] = [customer(), customer(), customer()];
    const bought = new Map<Caller, string[]>([ada, grace, ada, ada].map((caller) => [caller, []]));
    for (const caller of [ada, grace, ada, ada]) {
      const answer = await place({ idempotencyKey: uuidv7(), lines: [{ sku: 'MUG', quantity: 1 }], email: null }, caller);
      bought.get(caller)?.unshift((answer['order'] as { id: string }).id);
    }
    const refs = [linus, ada, grace].map(({ customerId }) => ({ __typename: 'Customer', id: customerId }));
    const page = async (variables: object): Promise<Owner[]> =>
      (await ask(document, { refs, ...variables }, staff))['_entities'] as Owner[];
    const idsOf = ({ orders }: Owner): string[] => orders.edges.map(({ node }) => node.id);

    expect((await page({ first: 5 })).map(idsOf)).toEqual([[], bought.get(ada), bought.get(grace)]);
    expect((await page({ first: 1 })).map(({ orders }) => orders.totalCount)).toEqual([0, 3, 1]);
    const [none, first, only] = await page({ first: 2 });
    expect(none?.orders.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, endCursor: null });
    expect(only?.orders.pageInfo.hasNextPage).toBe(false);
    expect(first?.orders.pageInfo.hasNextPage).toBe(true);
    const [, second] = await page({ first: 2, after: first?.orders.pageInfo.endCursor });
    expect([first, second].flatMap((owner) => (owner ? idsOf(owner) : []))).toEqual(bought.get(ada));

    const many = Array.from({ length: 100 }, () => ({ __typename: 'Customer', id: uuidv7() }));
    let least = Number.POSITIVE_INFINITY;
    // A sweep or a relay may look while we count: the least of five is what the pages and their counts cost.
    for (let round = 0; round < 5; round += 1) {
      const before = room.statements();
      await room.execute({ query: document, variables: { refs: [...many, ...refs], first: 2 } }, staff);
      least = Math.min(least, room.statements() - before);
    }
    expect(least).toBe(2);
  });
});
