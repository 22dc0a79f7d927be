import { type Caller, guest } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import type { Room } from '@cartograph/kit/room';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commands, start } from '#server';

const customer: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
const staff: Caller = { ...customer, roles: ['staff'] };
const orders: Caller = { kind: 'room', room: 'orders' };

let room: Room<Commands>;
const main = { id: 'main', name: 'Main house', priority: 1 };
const north = { id: 'north', name: 'North hall', priority: 2 };

beforeAll(async () => {
  const remotes = { placementDecisions: () => Promise.resolve([]) };
  const databaseUrl = await freshDatabaseUrl('inventory');
  room = await start({ databaseUrl, remotes, bus: createLocalEventBus(), log: silentLog(), background: false });
  const levels = Array.from({ length: 120 }, (_, index) => ({
    sku: `SKU-${String(index).padStart(3, '0')}`,
    locationId: 'main',
    onHand: index % 4,
    lowStockThreshold: 2,
  }));
  await room.commands.importStock({ locations: [north, main], levels });
});
afterAll(() => room.stop());

const ask = (query: string, variables: Record<string, unknown>, caller: Caller) => room.execute({ query, variables }, caller);
const codesOf = (answer: Awaited<ReturnType<typeof ask>>) => answer.errors?.map(({ extensions }) => extensions?.['code']);

const entities = `query ($refs: [_Any!]!) { _entities(representations: $refs) {
  ... on ProductVariant { sku availability { available status onHand reserved } }
  ... on Order { id allocations { sku location { id code name priority active } quantity state } }
  ... on Cart { id stockProblems { sku requested available } } } }`;

async function resolveAll(refs: Record<string, unknown>[], caller: Caller = guest) {
  const answer = await ask(entities, { refs }, caller);
  expect(answer.errors).toBeUndefined();
  return (answer.data?.['_entities'] ?? []) as Record<string, unknown>[];
}

describe('availability', () => {
  it('of 100 variants costs one statement; an unknown SKU has none', async () => {
    const refs = Array.from({ length: 100 }, (_, index) => ({
      __typename: 'ProductVariant',
      sku: `SKU-${String(index).padStart(3, '0')}`,
    }));
    const before = room.statements();
    const found = await resolveAll([...refs, { __typename: 'ProductVariant', sku: 'GHOST' }, { __typename: 'ProductVariant', sku: '\0' }]);
    expect(room.statements() - before).toBe(1);
    expect(found.slice(0, 4).map((variant) => variant['availability'])).toMatchObject([
      { available: 0, status: 'OUT_OF_STOCK' },
      { available: 1, status: 'LOW_STOCK' },
      { available: 2, status: 'LOW_STOCK' },
      { available: 3, status: 'IN_STOCK' },
    ]);
    for (const unknown of [found[100], found[101]]) expect(unknown).toMatchObject({ availability: null });
  });

  it('is told to rooms in the order asked, nothing of what was never stocked', async () => {
    const query = 'query ($skus: [String!]!) { inventoryAvailability(skus: $skus) { sku available } }';
    const skus = ['SKU-003', 'GHOST', '\0', 'SKU-001', 'SKU-003'];
    expect((await ask(query, { skus }, orders)).data).toEqual({
      inventoryAvailability: skus.map((sku) => ({ sku, available: sku.startsWith('SKU') ? Number(sku.at(-1)) : 0 })),
    });
    expect(codesOf(await ask(query, { skus }, staff))).toEqual(['FORBIDDEN']);
  });

  it('shows what is on hand and reserved to staff only', async () => {
    const ref = [{ __typename: 'ProductVariant', sku: 'SKU-003' }];
    expect(await resolveAll(ref, customer)).toMatchObject([{ availability: { available: 3, onHand: null, reserved: null } }]);
    expect(await resolveAll(ref, staff)).toMatchObject([{ availability: { available: 3, onHand: 3, reserved: 0 } }]);
  });
});

describe('the low stock list', () => {
  const lowStock = `query ($first: Int, $after: String, $last: Int, $before: String) { lowStock(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { sku availability { available } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;

  it('walks every low SKU once, the scarcest first', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer = await ask(lowStock, { first: 40, after }, staff);
      const page = answer.data?.['lowStock'] as {
        edges: { node: { sku: string; availability: { available: number } } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
        totalCount: number;
      };
      expect(page.totalCount).toBe(90);
      seen.push(...page.edges.map(({ node }) => `${node.availability.available} ${node.sku}`));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(90);
    expect(seen).toEqual([...new Set(seen)].sort());

    const back: string[] = [];
    let before: string | null = null;
    do {
      const answer = await ask(lowStock, { last: 40, before }, staff);
      const page = answer.data?.['lowStock'] as {
        edges: { node: { sku: string; availability: { available: number } } }[];
        pageInfo: { hasPreviousPage: boolean; hasNextPage: boolean; startCursor: string };
      };
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      back.unshift(...page.edges.map(({ node }) => `${node.availability.available} ${node.sku}`));
      before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
    } while (before);
    expect(back).toEqual(seen);
  });

  it('is for staff, and refuses wrong pages', async () => {
    expect(codesOf(await ask(lowStock, {}, guest))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await ask(lowStock, {}, customer))).toEqual(['FORBIDDEN']);
    expect(codesOf(await ask(lowStock, { first: 0 }, staff))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await ask(lowStock, { after: 'x' }, staff))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await ask(lowStock, { last: 1, before: 'x' }, staff))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('locations', () => {
  const shown = [main, north].map((location) => ({ ...location, code: location.id, active: true }));

  it('are listed for staff, the one that goods leave from first at the top', async () => {
    const list = '{ locations { id code name priority active } }';
    expect((await ask(list, {}, staff)).data).toEqual({ locations: shown });
    expect(codesOf(await ask(list, {}, customer))).toEqual(['FORBIDDEN']);
    expect(codesOf(await ask(list, {}, guest))).toEqual(['UNAUTHENTICATED']);
  });

  it('are found by id, all in one statement, and are nobody else’s business', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Location { id code name priority active } } }`;
    const refs = ['north', 'nowhere', 'a\0b', 'main'].map((id) => ({ __typename: 'Location', id }));
    const before = room.statements();
    expect((await ask(query, { refs }, staff)).data?.['_entities']).toEqual([shown[1], null, null, shown[0]]);
    expect(room.statements() - before).toBe(1);
    expect((await ask(query, { refs }, customer)).data?.['_entities']).toEqual([null, null, null, null]);
  });
});

describe('an order', () => {
  it('shows staff where its goods are taken from, 100 orders in one statement', async () => {
    const placementId = uuidv7();
    await room.commands.reserveStock([{ placementId, lines: [{ sku: 'SKU-007', quantity: 2 }] }]);
    const refs = [placementId, ...Array.from({ length: 98 }, () => uuidv7()), 'no-uuid'].map((id) => ({ __typename: 'Order', id }));
    const before = room.statements();
    const found = await resolveAll(refs, staff);
    expect(room.statements() - before).toBe(1);
    expect(found[0]).toMatchObject({
      allocations: [
        {
          sku: 'SKU-007',
          location: { id: 'main', code: 'main', name: 'Main house', priority: 1, active: true },
          quantity: 2,
          state: 'HELD',
        },
      ],
    });
    expect(found[1]).toMatchObject({ allocations: [] });
    expect(found[99]).toBeNull();
    expect((await resolveAll(refs.slice(0, 1), customer))[0]).toMatchObject({ allocations: null });
  });
});

describe('a cart', () => {
  it('tells which lines could not be bought now', async () => {
    const lines = [
      { sku: 'SKU-003', quantity: 3 },
      { sku: 'SKU-001', quantity: 2 },
      { sku: 'GHOST', quantity: 1 },
    ];
    expect(await resolveAll([{ __typename: 'Cart', id: uuidv7(), lines }])).toMatchObject([
      {
        stockProblems: [
          { sku: 'SKU-001', requested: 2, available: 1 },
          { sku: 'GHOST', requested: 1, available: 0 },
        ],
      },
    ]);
  });
});

describe('adjustStock', () => {
  const mutation = `mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { __typename
    ... on StockAdjusted { variant { sku availability { available } } } ... on Problem { code message }
    ... on InvalidInput { path } } }`;
  const adjust = (input: Record<string, unknown>, caller: Caller = staff) =>
    ask(mutation, { input: { reason: 'RECEIPT', ...input } }, caller);

  it('answers with the variant as it is now, or with a problem', async () => {
    const booked = await adjust({ sku: 'SKU-011', delta: 4, idempotencyKey: 'a' });
    expect(booked.data).toEqual({
      adjustStock: { __typename: 'StockAdjusted', variant: { sku: 'SKU-011', availability: { available: 7 } } },
    });
    const problems = await Promise.all([
      adjust({ sku: 'SKU-012', delta: -1, idempotencyKey: 'b' }),
      adjust({ sku: 'GHOST', delta: 1, idempotencyKey: 'c' }),
      adjust({ sku: 'SKU-012', delta: 0, idempotencyKey: 'd' }),
    ]);
    expect(problems.map(({ data }) => data?.['adjustStock'])).toMatchObject([
      { __typename: 'StockWouldGoNegative', code: 'STOCK_WOULD_GO_NEGATIVE' },
      { __typename: 'NotFound', code: 'NOT_FOUND' },
      { __typename: 'InvalidInput', code: 'INVALID_INPUT', path: ['delta'] },
    ]);
  });

  it('is for staff', async () => {
    const input = { sku: 'SKU-011', delta: 1, idempotencyKey: 'e' };
    expect(codesOf(await adjust(input, guest))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await adjust(input, customer))).toEqual(['FORBIDDEN']);
  });
});

describe('the commands of other rooms', () => {
  const lifecycle = `mutation ($reserve: [InventoryReserveStockInput!]!, $placements: [InventoryPlacementInput!]!) {
    reserveStock(input: $reserve) { placementId state shortages { sku requested available } }
    commitStock(input: $placements) { placementId state }
    releaseStock(input: $placements) { placementId state }
    returnStock(input: $placements) { placementId state } }`;
  const placementId = uuidv7();
  const variables = { reserve: [{ placementId, lines: [{ sku: 'SKU-015', quantity: 1 }] }], placements: [{ placementId }] };

  it('reach the same functions over GraphQL', async () => {
    expect((await ask(lifecycle, variables, orders)).data).toEqual({
      reserveStock: [{ placementId, state: 'HELD', shortages: [] }],
      commitStock: [{ placementId, state: 'COMMITTED' }],
      releaseStock: [{ placementId, state: 'COMMITTED' }],
      returnStock: [{ placementId, state: 'RETURNED' }],
    });
  });

  it('are closed to everybody else, staff included', async () => {
    expect(codesOf(await ask(lifecycle, variables, staff))).toEqual(Array<string>(4).fill('FORBIDDEN'));
  });
});
