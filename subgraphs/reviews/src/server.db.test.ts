import type { Caller } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, expect, test } from 'vitest';
import { start } from '#server';

const bus = createLocalEventBus();
const url = await freshDatabaseUrl('reviews');
const room = await start({ databaseUrl: url, bus, log: silentLog(), background: false, remotes: {}, withoutPurchase: true });
afterAll(() => room.stop());

const person = (customerId: string, ...roles: ('customer' | 'staff')[]): Caller => ({
  kind: 'customer',
  customerId,
  email: 'a@example.com',
  roles,
});
const [ada, bob] = [person(uuidv7(), 'customer'), person(uuidv7(), 'customer')];
const staff = person(uuidv7(), 'customer', 'staff');
interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}
const ask = async (query: string, variables: Record<string, unknown>, caller: Caller): Promise<Answer> =>
  JSON.parse(JSON.stringify(await room.execute({ query, variables }, caller, 'a request'))) as Answer;

const offer = async (status: string): Promise<string> => {
  const productId = uuidv7();
  const data = { productId, slug: productId, title: 'One', status, skus: [productId], categorySlugs: [] };
  const occurredAt = new Date().toISOString();
  await bus.publish({
    id: uuidv7(),
    type: 'products.product_changed',
    version: 1,
    key: productId,
    sequence: 1,
    history: false,
    occurredAt,
    data,
  });
  return productId;
};

const adding = `mutation ($input: AddReviewInput!) { addReview(input: $input) { __typename ... on ReviewAdded { review { id version stars status } }
  ... on InvalidInput { path fields { path } } ... on NotFound { message } } }`;
const add = async (productId: string, stars: number, caller: Caller) => {
  const { data } = await ask(adding, { input: { productId, stars, title: `${stars} stars` } }, caller);
  const { review } = (data ?? {})['addReview'] as { review: { id: string; version: number } };
  return review;
};
const moderating = `mutation ($input: ModerateReviewInput!) { moderateReview(input: $input) { __typename ... on ReviewModerated { review { status } } } }`;
const publish = async ({ id, version }: { id: string; version: number }) =>
  expect((await ask(moderating, { input: { id, expectedVersion: version, status: 'PUBLISHED' } }, staff)).data).toMatchObject({
    moderateReview: { review: { status: 'PUBLISHED' } },
  });
const seen = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Product { id rating { average count histogram }
  reviews(first: 1) { totalCount edges { node { stars title author verifiedPurchase product { id } } } pageInfo { hasNextPage endCursor } } } } }`;
const look = (ids: string[], query = seen, more: Record<string, unknown> = {}) =>
  ask(query, { refs: ids.map((id) => ({ __typename: 'Product', id })), ...more }, { kind: 'guest' });

test('everybody sees what is published of a page of products, in as many statements as of one', async () => {
  const [mug, tea, draft] = [await offer('PUBLISHED'), await offer('ARCHIVED'), await offer('DRAFT')];
  for (const review of [await add(mug, 5, ada), await add(mug, 2, bob), await add(tea, 4, ada)]) await publish(review);
  await add(tea, 1, bob);
  const cost = async (ids: string[]) => {
    const before = room.statements();
    const { data, errors } = await look(ids);
    expect(errors).toBeUndefined();
    return { found: data?.['_entities'], statements: room.statements() - before };
  };
  const { found, statements } = await cost([mug, tea, draft, uuidv7()]);
  expect(found).toMatchObject([
    { rating: { average: 3.5, count: 2, histogram: [0, 1, 0, 0, 1] }, reviews: { totalCount: 2, pageInfo: { hasNextPage: true } } },
    {
      rating: { average: 4, count: 1 },
      reviews: { totalCount: 1, edges: [{ node: { stars: 4, author: 'A customer', product: { id: tea } } }] },
    },
    null,
    null,
  ]);
  expect(statements).toBe(2);
  expect((await cost([mug])).statements).toBe(2);
});

test('pages of reviews go on where the one before ended, and a cursor that was made up is refused', async () => {
  const lamp = await offer('PUBLISHED');
  const people = Array.from({ length: 5 }, () => person(uuidv7(), 'customer'));
  for (const [index, one] of people.entries()) await publish(await add(lamp, index + 1, one));
  const page = `query ($refs: [_Any!]!, $after: String, $first: Int) { _entities(representations: $refs) { ... on Product {
    reviews(first: $first, after: $after) { edges { node { stars } } pageInfo { endCursor hasNextPage } } } } }`;
  const read = async (after: string | null) => {
    const { data } = await look([lamp], page, { first: 2, after });
    const [{ reviews }] = (data ?? {})['_entities'] as [
      { reviews: { edges: { node: { stars: number } }[]; pageInfo: { endCursor: string } } },
    ];
    return { stars: reviews.edges.map(({ node }) => node.stars), next: reviews.pageInfo.endCursor };
  };
  const one = await read(null);
  const two = await read(one.next);
  expect([one.stars, two.stars, (await read(two.next)).stars]).toEqual([[5, 4], [3, 2], [1]]);
  for (const bad of [{ after: 'made up' }, { first: 0 }, { first: 101 }])
    expect((await look([lamp], page, bad)).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('guests write nothing, customers do not moderate, and neither reads what waits', async () => {
  const mug = await offer('PUBLISHED');
  const { id, version } = await add(mug, 5, ada);
  const code = async (query: string, variables: Record<string, unknown>, caller: Caller) =>
    (await ask(query, variables, caller)).errors?.[0]?.extensions?.['code'];
  expect(await code(adding, { input: { productId: mug, stars: 5 } }, { kind: 'guest' })).toBe('UNAUTHENTICATED');
  const input = { id, expectedVersion: version, status: 'PUBLISHED' };
  expect(await code(moderating, { input }, { kind: 'guest' })).toBe('UNAUTHENTICATED');
  expect(await code(moderating, { input }, ada)).toBe('FORBIDDEN');
  expect(await code('{ reviews { totalCount } }', {}, ada)).toBe('FORBIDDEN');
  expect((await look([mug])).data).toMatchObject({ _entities: [{ rating: null, reviews: { totalCount: 0, edges: [] } }] });
});

test('staff read what waits, the newest first, forwards and backwards', async () => {
  const mug = await offer('PUBLISHED');
  for (const one of [ada, bob]) await add(mug, 3, one);
  const list = `query ($last: Int, $status: [ReviewStatus!]) { reviews(status: $status, first: 100, last: $last) { totalCount edges { node { id status } } } }`;
  const read = async (variables: Record<string, unknown>) => {
    const { data } = await ask(list, variables, staff);
    return data?.['reviews'] as { totalCount: number; edges: { node: { id: string; status: string } }[] };
  };
  const waiting = await read({ status: ['PENDING'] });
  expect(new Set(waiting.edges.map(({ node }) => node.status))).toEqual(new Set(['PENDING']));
  expect(waiting.totalCount).toBe(waiting.edges.length);
  const ids = (await read({})).edges.map(({ node }) => node.id);
  expect(ids).toEqual(ids.toSorted().reverse());
  expect((await read({ last: 2 })).edges.map(({ node }) => node.id)).toEqual(ids.slice(-2));
});
