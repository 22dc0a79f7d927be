import { type Caller, guest } from '@cartograph/kit/caller';
import { describe, expect, test } from 'vitest';
import { readPlacementRecord } from '#placing/placement-record-store';
import { compareOrder } from '#placing/rules/compare-order';
import { createFakeRooms } from '#testing/fake-rooms';
import { ada, grace, openOrderShop } from '#testing/order-shop';
import { openShop, until } from '#testing/shop';

const document = `mutation ($input: ClaimOrdersInput!) { claim: claimOrders(input: $input) { __typename
  ... on OrdersClaimed { orders { number customer { id } timeline { type } } } ... on Problem { code } ... on InvalidInput { path } } }`;

async function openWithGuest(rooms = createFakeRooms()) {
  const shop = await openOrderShop(rooms);
  const { id, accessToken } = await shop.buy({ lines: [{ sku: 'MUG', quantity: 3 }] }, guest);
  await shop.settled();
  const [row] = await shop.db.query<{ number: string }>({ text: 'select number from orders' });
  const number = row?.number ?? '';
  const claim = async (input: object, caller: Caller = ada) => (await shop.ask(document, { input }, caller))['claim'];
  const commits = () => rooms.calls.get('commitPoints')?.commands ?? 0;
  const state = async () => (await shop.db.query<{ state: string }>({ text: 'select state from claims' }))[0]?.state;
  return { ...shop, id, number, accessToken, claim, commits, state };
}

const list =
  '{ me: _entities(representations: [{ __typename: "Customer", id: "ID" }]) { ... on Customer { orders(search: "SEARCH") { totalCount edges { node { number } } } } } }';
const found = async (shop: Awaited<ReturnType<typeof openWithGuest>>, search: string, caller = ada) => {
  const id = caller.kind === 'customer' ? caller.customerId : '';
  const { me } = await shop.ask(list.replace('ID', id).replace('SEARCH', search), {}, caller);
  return (me as { orders: { totalCount: number } }[])[0]?.orders.totalCount;
};

describe('an order that was placed as a guest', () => {
  test('becomes the customer’s who shows its token, says so in its timeline, and saying it twice is the same', async () => {
    const shop = await openWithGuest();
    const mine = {
      __typename: 'OrdersClaimed',
      orders: [{ number: shop.number, customer: { id: ada.kind === 'customer' && ada.customerId } }],
    };
    expect(await shop.claim({ number: ` ${shop.number.toLowerCase()} `, accessToken: shop.accessToken })).toMatchObject(mine);
    expect(await shop.claim({ number: shop.number, accessToken: shop.accessToken })).toMatchObject(mine);
    const types = await shop.db.query({ text: `select type from order_events where type = 'CLAIMED'` });
    expect(types).toHaveLength(1);
    expect(await shop.db.query({ text: `select data ->> 'email' as email from outbox where type = 'orders.order_claimed'` })).toEqual([
      { email: 'ada@example.com' },
    ]);
  });

  test('is found in the history by what was bought, and by nobody else', async () => {
    const shop = await openWithGuest();
    expect(await found(shop, 'mug')).toBe(0);
    await shop.claim({ number: shop.number, accessToken: shop.accessToken });
    expect(await found(shop, 'a mug')).toBe(1);
    expect(await found(shop, shop.number)).toBe(1);
    expect(await found(shop, 'lamp')).toBe(0);
    expect(await found(shop, 'mug', grace)).toBe(0);
  });

  test('with another’s token, or once it is somebody’s, is as if it did not exist', async () => {
    const shop = await openWithGuest();
    const other = await shop.buy({}, guest);
    const refused = { __typename: 'NotFound', code: 'NOT_FOUND' };
    for (const input of [
      { number: shop.number, accessToken: other.accessToken },
      { number: shop.number, accessToken: '' },
      { number: 'C-1', accessToken: shop.accessToken },
      { number: '\0', accessToken: shop.accessToken },
    ])
      expect(await shop.claim(input)).toEqual(refused);
    await shop.claim({ number: shop.number, accessToken: shop.accessToken });
    expect(await shop.claim({ number: shop.number, accessToken: shop.accessToken }, grace)).toEqual(refused);
    expect(await shop.claim({ number: shop.number })).toMatchObject({ code: 'INVALID_INPUT', path: ['accessToken'] });
    expect(await shop.claim({})).toEqual({ __typename: 'EmailNotVerified', code: 'EMAIL_NOT_VERIFIED' });
  });

  test('of two who claim it at once goes to one', async () => {
    const shop = await openWithGuest();
    const both = await Promise.all([ada, grace].map((who) => shop.claim({ number: shop.number, accessToken: shop.accessToken }, who)));
    expect(both.filter((one) => (one as { __typename: string }).__typename === 'OrdersClaimed')).toHaveLength(1);
  });

  test('earns its points once, however often customers’ answer is lost', async () => {
    const rooms = createFakeRooms();
    const earned: unknown[] = [];
    const { commitPoints } = rooms.remotes.customers;
    rooms.remotes.customers.commitPoints = (commands) => {
      earned.push(...commands);
      return commitPoints(commands);
    };
    const shop = await openWithGuest(rooms);
    rooms.lose('holdPoints', 'reply', 1);
    rooms.lose('commitPoints', 'reply', 1);
    await shop.claim({ number: shop.number, accessToken: shop.accessToken });
    expect(await until(shop.state, (state) => state === 'completed')).toBe('completed');
    expect(new Set(earned.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify({ placementId: shop.id, pointsToEarn: 3 })]));
  });

  test('whose claim was stored by a room that died then is driven on by the next', async () => {
    const shop = await openWithGuest();
    await shop.close();
    const next = await openShop(shop.rooms, shop.url);
    await next.db.query({
      text: `with claimed as (update orders set customer_id = $1 returning id)
             insert into claims (order_id, customer_id, lease_until) select id, $1, now() from claimed`,
      values: [ada.kind === 'customer' ? ada.customerId : ''],
    });
    const state = async () => (await next.db.query<{ state: string }>({ text: 'select state from claims' }))[0]?.state;
    expect(await until(state, (one) => one === 'completed')).toBe('completed');
    expect(shop.rooms.calls.get('commitPoints')?.commands).toBe(1);
  });

  test('that was cancelled before earns nothing, and one that is cancelled later gives back', async () => {
    const shop = await openWithGuest();
    await shop.cancel({ orderId: shop.id, accessToken: shop.accessToken, idempotencyKey: 'c' });
    await shop.claim({ number: shop.number, accessToken: shop.accessToken });
    await until(shop.state, (state) => state === 'completed');
    const later = await openWithGuest();
    await later.claim({ number: later.number, accessToken: later.accessToken });
    expect(await later.cancel({ orderId: later.id, idempotencyKey: 'c' }, ada)).toMatchObject({ __typename: 'OrderCancelled' });
    await until(
      async () => later.rooms.calls.get('reversePoints')?.commands ?? 0,
      (count) => count > 0,
    );
    expect(later.rooms.calls.get('reversePoints')?.commands).toBe(1);
  });

  test('that is cancelled while its points are booked gives them back after, also when the cancellation asked before', async () => {
    const rooms = createFakeRooms();
    const asked: string[] = [];
    const { holdPoints, commitPoints, reversePoints } = rooms.remotes.customers;
    let callOff = (): Promise<unknown> => Promise.resolve();
    // The order is called off, and its cancellation is through, before anything was booked.
    rooms.remotes.customers.holdPoints = async (commands) => {
      await callOff();
      return holdPoints(commands);
    };
    rooms.remotes.customers.commitPoints = (commands) => {
      asked.push('commit');
      return commitPoints(commands);
    };
    rooms.remotes.customers.reversePoints = (commands) => {
      asked.push('reverse');
      return reversePoints(commands);
    };
    const { db, id, claim, state, number, accessToken } = await openWithGuest(rooms);
    callOff = () => db.query({ text: `update orders set status = 'CANCELLED' where id = $1`, values: [id] });
    await claim({ number, accessToken });
    await until(state, (one) => one === 'completed');
    expect(asked).toEqual(['commit', 'reverse']);
  });

  test('is no difference to whoever decides its placement again, unless nobody claimed it', async () => {
    const shop = await openWithGuest();
    await shop.claim({ number: shop.number, accessToken: shop.accessToken });
    const record = await readPlacementRecord(shop.db, shop.id);
    expect(record && compareOrder(record)).toEqual([]);
    await shop.db.query({ text: 'delete from claims' });
    const stolen = await readPlacementRecord(shop.db, shop.id);
    expect(stolen && compareOrder(stolen)).toMatchObject([{ of: 'customerId' }]);
  });
});
