import { guest } from '@cartograph/kit/caller';
import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { freshDatabaseUrl } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, describe, expect, it } from 'vitest';
import { start } from '#server';
import { codesOf, noCarts, openRoom, type TestRoom } from '#testing/room';
import { ada, adaAsks, grace, graceAsks, nothingOpen, orders, staff } from '#testing/shop';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});

const entities = `query ($refs: [_Any!]!) { _entities(representations: $refs) { __typename
  ... on Customer { id email name createdAt addresses { id } loyalty { available tier debt } }
  ... on Order { id loyaltyEntries { kind points pendingPoints order { id } } } } }`;

async function resolveAll(refs: Record<string, unknown>[], caller = orders as typeof staff) {
  const answer = await room.ask(entities, { refs }, caller);
  expect(answer.errors).toBeUndefined();
  return (answer.data?.['_entities'] ?? []) as (Record<string, unknown> | null)[];
}

interface Entries {
  edges: { node: { kind: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

interface Backwards extends Entries {
  pageInfo: Entries['pageInfo'] & { startCursor: string };
  totalCount: number;
}

const customerRef = (id: string) => ({ __typename: 'Customer', id });
const orderRef = (id: string) => ({ __typename: 'Order', id });

describe('a customer', () => {
  it('is seen by themselves, by staff and by rooms; nobody else can tell that they exist', async () => {
    const refs = [customerRef(ada), customerRef(grace), customerRef(uuidv7()), customerRef('no-uuid')];
    const seenBy = async (caller: typeof staff) => (await resolveAll(refs, caller)).map((found) => found?.['email'] ?? null);
    expect(await seenBy(adaAsks)).toEqual(['ada@example.com', null, null, null]);
    expect(await seenBy(staff)).toEqual(['ada@example.com', 'grace@example.com', null, null]);
    expect(await seenBy(orders)).toEqual(['ada@example.com', 'grace@example.com', null, null]);
    expect(await seenBy(guest as typeof staff)).toEqual([null, null, null, null]);
  });

  it('costs three statements with points and addresses, and so do a hundred', async () => {
    const many = Array.from({ length: 98 }, (_, index) => ({
      id: uuidv7(),
      email: `customer-${index}@example.com`,
      name: null,
      passwordHash: null,
      roles: ['customer' as const],
      addresses: [{ line1: '12 Oak Ave', city: 'Albany', region: 'NY', postalCode: '12207', country: 'us' }],
      createdAt: new Date('2026-01-05T00:00:00Z'),
    }));
    expect(await room.commands.importCustomers(many)).toEqual({ imported: 98 });
    expect(await room.commands.importCustomers(many)).toEqual({ imported: 0 });
    const before = room.statements();
    const found = await resolveAll([ada, grace, ...many.map(({ id }) => id)].map(customerRef));
    expect(room.statements() - before).toBe(3);
    expect(found[99]).toMatchObject({
      email: 'customer-97@example.com',
      createdAt: '2026-01-05T00:00:00.000Z',
      addresses: [{ id: expect.any(String) }],
      loyalty: { available: 0, tier: 'BRONZE', debt: 0 },
    });
  });

  it('costs one statement when a hundred are asked for by name', async () => {
    const query = 'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Customer { name } } }';
    const before = room.statements();
    await room.ask(query, { refs: Array.from({ length: 100 }, () => customerRef(uuidv7())) }, orders);
    expect(room.statements() - before).toBe(1);
  });
});

describe('me and customer', () => {
  it('me is who asks, and null for a guest or somebody who is gone', async () => {
    expect((await room.ask('{ me { id name } }', {}, adaAsks)).data).toEqual({ me: { id: ada, name: 'Ada' } });
    expect((await room.ask('{ me { id } }')).data).toEqual({ me: null });
    expect((await room.ask('{ me { id } }', {}, staff)).data).toEqual({ me: null });
  });

  it('customer is for staff', async () => {
    const query = 'query ($id: ID!) { customer(id: $id) { name } }';
    expect((await room.ask(query, { id: grace }, staff)).data).toEqual({ customer: { name: 'Grace' } });
    for (const id of [uuidv7(), 'x']) expect((await room.ask(query, { id }, staff)).data).toEqual({ customer: null });
    expect(codesOf(await room.ask(query, { id: ada }, adaAsks))).toEqual(['FORBIDDEN']);
    expect(codesOf(await room.ask(query, { id: ada }))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the points of an order', () => {
  it('are seen by its customer and staff; a guest’s order has none', async () => {
    const placementId = uuidv7();
    await room.commands.grantPoints([{ customerId: ada, points: 1_200, reason: 'Welcome', key: 'ada' }]);
    await room.commands.holdPoints([{ placementId, customerId: ada, points: 200 }]);
    await room.commands.commitPoints([{ placementId, pointsToEarn: 12 }]);
    const refs = [orderRef(placementId), orderRef(uuidv7()), orderRef('x')];
    const before = room.statements();
    expect(await resolveAll(refs, adaAsks)).toMatchObject([
      {
        loyaltyEntries: expect.arrayContaining([
          { kind: 'REDEMPTION', points: -200, pendingPoints: 0, order: { id: placementId } },
          { kind: 'ACCRUAL_PENDING', points: 0, pendingPoints: 12, order: { id: placementId } },
        ]),
      },
      { loyaltyEntries: null },
      null,
    ]);
    expect(room.statements() - before).toBe(1);
    expect(await resolveAll(refs, graceAsks)).toMatchObject([{ loyaltyEntries: null }, { loyaltyEntries: null }, null]);
    expect((await resolveAll(refs, staff))[0]?.['loyaltyEntries']).toHaveLength(2);
  });

  it('of many customers are as many statements as of one, and never mixed up', async () => {
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Customer {
      loyalty { entries(first: 1) { edges { node { reason } } pageInfo { hasNextPage } } } } } }`;
    await room.commands.grantPoints(['one', 'two'].map((key) => ({ customerId: grace, points: 1, reason: key, key })));
    const before = room.statements();
    const { data } = await room.ask(query, { refs: [ada, uuidv7(), grace].map(customerRef) }, staff);
    // The customers, their accounts, the entries of all.
    expect(room.statements() - before).toBe(3);
    const [ofAda, nobody, ofGrace] = (data as { _entities: ({ loyalty: { entries: Entries } } | null)[] })._entities;
    expect(ofAda?.loyalty.entries.edges).toHaveLength(1);
    expect(nobody).toBeNull();
    expect(ofGrace?.loyalty.entries).toMatchObject({
      edges: [{ node: { reason: expect.stringMatching(/one|two/) } }],
      pageInfo: { hasNextPage: true },
    });
  });

  it('make the account, its tier and its history, newest first', async () => {
    const query = `query ($first: Int, $after: String) { me { loyalty { available pending reserved tier
      entries(first: $first, after: $after) { edges { cursor node { kind reason } } pageInfo { hasNextPage endCursor } } } } }`;
    const kinds: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await room.ask(query, { first: 1, after }, adaAsks);
      const { me } = data as { me: { loyalty: { entries: Entries } } };
      const { entries, ...account } = me.loyalty;
      expect(account).toEqual({ available: 1_000, pending: 12, reserved: 0, tier: 'SILVER' });
      kinds.push(...entries.edges.map(({ node }) => node.kind));
      after = entries.pageInfo.hasNextPage ? entries.pageInfo.endCursor : null;
    } while (after);
    expect(kinds.slice(0, 2).sort()).toEqual(['ACCRUAL_PENDING', 'REDEMPTION']);
    expect(kinds.slice(2)).toEqual(['GRANT']);
    for (const wrong of [{ first: 0 }, { first: 101 }, { after: 'x' }])
      expect(codesOf(await room.ask(query, wrong, adaAsks))).toEqual(['BAD_USER_INPUT']);

    const backwards = `query ($before: String) { me { loyalty { entries(last: 2, before: $before) {
      edges { node { kind } } pageInfo { hasPreviousPage hasNextPage startCursor } totalCount } } } }`;
    const page = async (before: string | null) => {
      const { data } = await room.ask(backwards, { before }, adaAsks);
      const { edges, pageInfo, totalCount } = (data as { me: { loyalty: { entries: Backwards } } }).me.loyalty.entries;
      return { kinds: edges.map(({ node }) => node.kind), pageInfo, totalCount };
    };
    const end = await page(null);
    expect(end).toMatchObject({ kinds: kinds.slice(1), totalCount: 3, pageInfo: { hasPreviousPage: true, hasNextPage: false } });
    expect(await page(end.pageInfo.startCursor)).toMatchObject({
      kinds: kinds.slice(0, 1),
      pageInfo: { hasPreviousPage: false, hasNextPage: true },
    });
  });
});

describe('over HTTP', () => {
  it('the public keys are where programs look for them', async () => {
    const listen = { host: '127.0.0.1', port: 0, callerSecret: 'a secret of sixteen' };
    const databaseUrl = await freshDatabaseUrl('customers');
    const served = await start({
      databaseUrl,
      remotes: { mergeCarts: noCarts, ...nothingOpen },
      bus: createLocalEventBus(),
      log: silentLog(),
      background: false,
      listen,
    });
    try {
      const response = await fetch(`${served.url}/.well-known/jwks.json`);
      expect(response.headers.get('content-type')).toContain('application/jwk-set+json');
      expect(await response.json()).toEqual(await served.commands.publicJwks());
      expect((await fetch(`${served.url}/health/ready`)).status).toBe(200);
    } finally {
      await served.stop();
    }
  });
});
