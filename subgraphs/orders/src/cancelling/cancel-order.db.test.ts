import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { undeclared } from '@cartograph/kit/testing/undeclared';
import { describe, expect, test } from 'vitest';
import { checks } from '#checks';
import { events, orderCancelled, orderPlaced } from '#events';
import { createFakeRooms } from '#testing/fake-rooms';
import { ada, grace, openOrderShop, staff } from '#testing/order-shop';
import { until } from '#testing/shop';

describe('cancelling an order', () => {
  test('is not over while a room says that it holds what has to be returned', async () => {
    const fakes = createFakeRooms();
    const { reversePoints } = fakes.remotes.customers;
    let early = 2;
    fakes.remotes.customers.reversePoints = async (commands) => {
      early -= 1;
      return early >= 0 ? commands.map(({ placementId }) => ({ placementId, state: 'HELD' as const })) : reversePoints(commands);
    };
    const { buy, cancel, settled, rooms, db } = await openOrderShop(fakes);
    const { id } = await buy({ redeemPoints: 50 }, ada);
    await settled();
    await cancel({ orderId: id, idempotencyKey: 'c' }, ada);
    const read = async () =>
      (await db.query<{ state: string; attempts: number }>({ text: 'select state, attempts from cancellations' }))[0];
    expect(await until(read, (row) => row?.state === 'completed')).toMatchObject({ attempts: 2 });
    expect(rooms.points.get(ada.kind === 'customer' ? ada.customerId : '')).toBe(500);
  });

  test('that a person must look at is listed with its placement, and goes on when it is retried', async () => {
    const fakes = createFakeRooms();
    const { reversePoints } = fakes.remotes.customers;
    let mended = false;
    fakes.remotes.customers.reversePoints = async (commands) =>
      mended ? reversePoints(commands) : commands.map(({ placementId }) => ({ placementId, state: 'HELD' as const }));
    const { buy, cancel, settled, ask, db } = await openOrderShop(fakes);
    const { id } = await buy({}, ada);
    await settled();
    await cancel({ orderId: id, idempotencyKey: 'c' }, ada);
    // The last of the attempts that it has before it is flagged.
    await db.query({ text: 'update cancellations set attempts = 39' });
    const listed = () => ask('{ placementsNeedingAttention { edges { node { id status } } } }', {}, staff);
    const flagged = { placementsNeedingAttention: { edges: [{ node: { id, status: 'NEEDS_ATTENTION' } }] } };
    await until(listed, (answer) => JSON.stringify(answer) !== '{"placementsNeedingAttention":{"edges":[]}}');
    expect(await listed()).toEqual(flagged);
    expect(await ask(`{ placement(id: "${id}") { status } }`, {}, ada)).toEqual({ placement: { status: 'NEEDS_ATTENTION' } });
    mended = true;
    const retry =
      'mutation ($input: RetryPlacementInput!) { retryPlacement(input: $input) { ... on PlacementRetried { placement { id status } } } }';
    expect(await ask(retry, { input: { placementId: id } }, staff)).toEqual({ retryPlacement: { placement: { id, status: 'SUCCEEDED' } } });
    expect(await until(listed, (answer) => JSON.stringify(answer) !== JSON.stringify(flagged))).toEqual({
      placementsNeedingAttention: { edges: [] },
    });
    const [row] = await until(
      () => db.query<{ state: string }>({ text: 'select state from cancellations' }),
      ([cancellation]) => cancellation?.state === 'completed',
    );
    expect(row).toEqual({ state: 'completed' });
  });

  test('returns stock, points and money, once, whoever repeats it', async () => {
    const { buy, cancel, settled, rooms, db } = await openOrderShop();
    const { id } = await buy({ redeemPoints: 50 }, ada);
    await settled();
    const input = { orderId: id, idempotencyKey: 'c' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(input, ada)));
    for (const answer of answers) expect(answer).toMatchObject({ __typename: 'OrderCancelled', order: { status: 'CANCELLED' } });
    await until(
      async () => (await db.query<{ state: string }>({ text: 'select state from cancellations' }))[0]?.state,
      (state) => state === 'completed',
    );
    expect(await cancel(input, ada)).toMatchObject({ order: { paymentStatus: 'REFUNDED' } });
    expect(rooms.stock.get('MUG')).toBe(1_000);
    expect(rooms.points.get(ada.kind === 'customer' ? ada.customerId : '')).toBe(500);
    expect([...rooms.payments.values()].map(({ state }) => state)).toEqual(['REFUNDED']);
  });

  test('right after it was placed never leaves it captured, whichever comes first', async () => {
    const { buy, cancel, rooms, db } = await openOrderShop();
    rooms.lose('capturePayments', 'request', 3);
    const { id, accessToken } = await buy({}, guest);
    expect(await cancel({ orderId: id, idempotencyKey: 'c', accessToken })).toMatchObject({ __typename: 'OrderCancelled' });
    await until(
      async () => (await db.query<{ state: string }>({ text: 'select state from cancellations' }))[0]?.state,
      (state) => state === 'completed',
    );
    expect(['VOIDED', 'REFUNDED']).toContain([...rooms.payments.values()][0]?.state);
  });

  test('asks for no refund while it is not known whether the money was taken: there would be nothing to give back yet', async () => {
    const rooms = createFakeRooms();
    const { voidPayments } = rooms.remotes.payments;
    let unknown = 2;
    rooms.remotes.payments.voidPayments = async (commands) => {
      unknown -= 1;
      return unknown < 0 ? voidPayments(commands) : commands.map(({ placementId }) => ({ placementId, state: 'UNKNOWN' }));
    };
    const { buy, cancel, settled, db } = await openOrderShop(rooms);
    const { id } = await buy({}, ada);
    await settled();
    await cancel({ orderId: id, idempotencyKey: 'c' }, ada);
    await until(
      async () => (await db.query<{ state: string }>({ text: 'select state from cancellations' }))[0]?.state,
      (state) => state === 'completed',
    );
    expect(unknown).toBe(-1);
    expect(rooms.calls.get('refundPayments')).toEqual({ lists: 1, commands: 1 });
    expect([...rooms.payments.values()].map(({ state }) => state)).toEqual(['REFUNDED']);
  });

  test('whose capture was refused for good ends by itself: nothing is captured, all returns', async () => {
    const { buy, cancel, rooms, db } = await openOrderShop();
    rooms.refuseCaptures();
    const { id } = await buy({}, ada);
    const attention = async () => (await db.query({ text: 'select 1 from placements where needs_attention' })).length;
    await until(attention, (flagged) => flagged === 1);
    // As a later attempt leaves it that a room did not answer: why the person was called is not the last error.
    await db.query({ text: `update placements set last_error = 'connect ECONNREFUSED'` });
    await cancel({ orderId: id, idempotencyKey: 'c' }, ada);
    await until(
      async () => (await db.query<{ state: string }>({ text: 'select state from cancellations' }))[0]?.state,
      (state) => state === 'completed',
    );
    expect(await cancel({ orderId: id, idempotencyKey: 'c' }, ada)).toMatchObject({ order: { paymentStatus: 'VOIDED' } });
    expect(rooms.stock.get('MUG')).toBe(1_000);
  });

  test('leaves a placement that waits for a person for another reason to that person', async () => {
    const fakes = createFakeRooms();
    let asked = 0;
    const commitStock = async (commands: { placementId: string }[]) => {
      asked += 1;
      return commands.map(({ placementId }) => ({ placementId, state: 'RELEASED' as const }));
    };
    const inventory = { ...fakes.remotes.inventory, commitStock };
    const { buy, cancel, db } = await openOrderShop({ ...fakes, remotes: { ...fakes.remotes, inventory } });
    const { id } = await buy({}, ada);
    const attention = async () => (await db.query({ text: 'select 1 from placements where needs_attention' })).length;
    await until(attention, (flagged) => flagged === 1);
    await cancel({ orderId: id, idempotencyKey: 'c' }, ada);
    // Several looks of the cancellation at it.
    for (let look = 0; look < 10; look += 1) {
      await sleep(100);
      expect(await attention()).toBe(1);
    }
    expect(asked).toBe(1);
    await db.query({ text: `update cancellations set created_at = now() - interval '1 hour'` });
    const unfinished = checks.own.find(({ name }) => name === 'no_placement_is_unfinished');
    expect(await db.query({ text: unfinished?.sql ?? 'select 1' })).toEqual([]);
  });

  test('with another key afterwards is refused', async () => {
    const { buy, cancel } = await openOrderShop();
    const { id } = await buy({}, ada);
    await cancel({ orderId: id, idempotencyKey: 'c' }, ada);
    expect(await cancel({ orderId: id, idempotencyKey: 'd' }, ada)).toMatchObject({
      __typename: 'CannotCancelOrder',
      code: 'ALREADY_CANCELLED',
    });
  });

  test('is for its owner, staff, and the guest with the token; for others it does not exist', async () => {
    const { buy, cancel } = await openOrderShop();
    const own = await buy({}, ada);
    for (const caller of [grace, guest])
      expect(await cancel({ orderId: own.id, idempotencyKey: 'c' }, caller)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel({ orderId: own.id, idempotencyKey: 'c' }, staff)).toMatchObject({ __typename: 'OrderCancelled' });
    const guests = await buy({}, guest);
    expect(await cancel({ orderId: guests.id, idempotencyKey: 'c' }, guest)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel({ orderId: guests.id, idempotencyKey: 'c', accessToken: 'wrong' }, ada)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel({ orderId: guests.id, idempotencyKey: 'c', accessToken: guests.accessToken })).toMatchObject({
      __typename: 'OrderCancelled',
    });
  });

  test('of what has left or never was is refused', async () => {
    const { buy, cancel, db } = await openOrderShop();
    const { id } = await buy({}, ada);
    await db.query({ text: `update orders set fulfillment_status = 'SHIPPED'` });
    expect(await cancel({ orderId: id, idempotencyKey: 'c' }, ada)).toMatchObject({ code: 'ALREADY_SHIPPED' });
    expect(await cancel({ orderId: uuidv7(), idempotencyKey: 'c' }, ada)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel({ orderId: id, idempotencyKey: '' }, ada)).toMatchObject({ __typename: 'InvalidInput' });
  });
});

describe('an order', () => {
  const read = 'query ($id: ID, $number: String, $token: String) { order(id: $id, number: $number, accessToken: $token) { id } }';

  test('is read by its owner, staff, and the guest with the token; null for anyone else', async () => {
    const { buy, ask } = await openOrderShop();
    const own = await buy({}, ada);
    const guests = await buy({}, guest);
    const seen = async (variables: Record<string, unknown>, caller: Caller) => (await ask(read, variables, caller))['order'] !== null;
    expect(await Promise.all([ada, staff, grace, guest].map((caller) => seen({ id: own.id }, caller)))).toEqual([true, true, false, false]);
    const tokens = [guests.accessToken, 'wrong', null];
    expect(await Promise.all(tokens.map((token) => seen({ id: guests.id, token }, guest)))).toEqual([true, false, false]);
    expect(await seen({ id: 'no uuid' }, ada)).toBe(false);
    expect(await seen({ number: 'C-0' }, staff)).toBe(false);
  });

  test('pages, newest first, each exactly once', async () => {
    const { buy, ask } = await openOrderShop();
    for (let index = 0; index < 5; index += 1) await buy({}, ada);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const document =
        'query ($after: String) { orders(first: 2, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }';
      const { orders } = (await ask(document, { after }, staff)) as unknown as {
        orders: { totalCount: number; edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      };
      expect(orders.totalCount).toBe(5);
      seen.push(...orders.edges.map(({ node }) => node.id));
      if (!orders.pageInfo.hasNextPage) break;
      after = orders.pageInfo.endCursor;
    }
    expect(seen).toEqual([...new Set(seen)].toSorted().toReversed());
    expect(seen).toHaveLength(5);
    await expect(ask('{ orders { totalCount } }', {}, ada)).rejects.toThrow('FORBIDDEN');
    await expect(ask('{ orders { totalCount } }', {}, guest)).rejects.toThrow('UNAUTHENTICATED');
    await expect(ask('{ orders(first: 101) { totalCount } }', {}, staff)).rejects.toThrow('BAD_USER_INPUT');
    await expect(ask('{ orders(after: "x") { totalCount } }', {}, staff)).rejects.toThrow('BAD_USER_INPUT');
  });

  test('a hundred references cost one statement', async () => {
    const { buy, room } = await openOrderShop();
    const { id } = await buy({}, ada);
    const representations = [
      { __typename: 'Order', id },
      { __typename: 'Order', id: 'x' },
      ...Array.from({ length: 98 }, () => ({ __typename: 'Order', id: uuidv7() })),
    ];
    const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Order { number } } }';
    let least = Number.POSITIVE_INFINITY;
    let data: Record<string, unknown> | null | undefined;
    // A sweep or a relay may look while we count: the least of five is what the references cost.
    for (let round = 0; round < 5; round += 1) {
      const before = room.statements();
      ({ data } = await room.execute({ query, variables: { representations } }, ada));
      least = Math.min(least, room.statements() - before);
    }
    expect(least).toBe(1);
    const entities = (data ?? {})['_entities'] as unknown[];
    expect(entities.filter((entity) => entity !== null)).toHaveLength(1);
  });
});

test('what orders tells other rooms is what its events promise, in the order it happened', async () => {
  const { buy, cancel, db } = await openOrderShop();
  const { id } = await buy({}, ada);
  await cancel({ orderId: id, idempotencyKey: 'c', reason: 'changed my mind' }, ada);
  const told = await db.query<{ type: string; version: number; sequence: number; data: Record<string, unknown> }>({
    text: 'select type, version, sequence, data from outbox order by id',
  });
  expect(undeclared(events, told)).toEqual([]);
  expect(told.map(({ type, sequence }) => [type, sequence])).toEqual([
    [orderPlaced.type, 1],
    [orderCancelled.type, 2],
  ]);
  const [order] = await db.query<{ number: string }>({ text: 'select number from orders' });
  expect(told.map(({ data }) => data['number'])).toEqual([order?.number, order?.number]);
});
