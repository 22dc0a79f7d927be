import { type Caller, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop, until } from '#testing/shop';

const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
const grace: Caller = { ...ada, customerId: uuidv7(), email: 'grace@example.com' };
const staff: Caller = { ...grace, roles: ['staff'] };
const atBank = { payment: { token: 'tok_challenge' } };
const lamp = { lines: [{ sku: 'LAMP', quantity: 1 }] };

type Shop = Awaited<ReturnType<typeof openShop>>;
interface Waiting {
  __typename: string;
  accessToken: string | null;
  placement: { id: string };
}

const document = `mutation ($input: CancelPlacementInput!) { cancelPlacement(input: $input) { __typename
  ... on PlacementCancelled { placement { status result { __typename ... on OrderRejected { problems { ... on PaymentDeclined { declineCode } } } } } cart { version } }
  ... on CannotCancelPlacement { code placement { result { __typename ... on OrderPlaced { accessToken order { id } } } } }
  ... on NotFound { message } } }`;

const cancel = async ({ ask }: Shop, placementId: string, caller: Caller = guest, accessToken?: string | null) =>
  (await ask(document, { input: { placementId, accessToken } }, caller))['cancelPlacement'];

const cancelled = {
  __typename: 'PlacementCancelled',
  placement: { status: 'REJECTED', result: { __typename: 'OrderRejected', problems: [{ declineCode: 'CHALLENGE_CANCELLED' }] } },
};

async function waiting(shop: Shop, key: string, caller: Caller, input: Record<string, unknown> = lamp): Promise<Waiting> {
  const email = caller.kind === 'customer' ? caller.email : 'buyer@example.com';
  const answer = await shop.place({ idempotencyKey: key, email, ...atBank, ...input }, caller);
  expect(answer).toMatchObject({ __typename: 'PaymentActionRequired' });
  return answer as unknown as Waiting;
}

describe('a payment at the bank that is given up', () => {
  it('frees the last unit at once, for the guest who shows its token, and says the same when said twice', async () => {
    const shop = await openShop();
    const { placement, accessToken } = await waiting(shop, 'a key that is long enough', guest);
    expect(shop.rooms.stock.get('LAMP')).toBe(0);
    expect(await cancel(shop, placement.id, guest, accessToken)).toMatchObject(cancelled);
    expect(shop.rooms.stock.get('LAMP')).toBe(1);
    expect(await cancel(shop, placement.id.toUpperCase(), guest, accessToken)).toMatchObject(cancelled);
    expect(await shop.place({ idempotencyKey: 'another key', ...lamp })).toMatchObject({ __typename: 'OrderPlaced' });
  });

  it('is the customer’s and the staff’s to give up, and nobody else’s', async () => {
    const shop = await openShop();
    const { placement } = await waiting(shop, 'one', ada);
    expect(await cancel(shop, placement.id, grace)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel(shop, placement.id, guest, 'a guessed token')).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel(shop, uuidv7(), ada)).toMatchObject({ __typename: 'NotFound' });
    expect(await cancel(shop, 'no id', ada)).toMatchObject({ __typename: 'NotFound' });
    expect(shop.rooms.payments.get(placement.id)).toMatchObject({ state: 'CHALLENGED' });
    expect(await cancel(shop, placement.id, staff)).toMatchObject(cancelled);
  });

  it('gives points back', async () => {
    const rooms = createFakeRooms();
    if (ada.kind === 'customer') rooms.points.set(ada.customerId, 80);
    const shop = await openShop(rooms);
    const { placement } = await waiting(shop, 'points', ada, { lines: [{ sku: 'MUG', quantity: 2 }], redeemPoints: 80 });
    expect([...rooms.points.values()]).toEqual([0]);
    expect(await cancel(shop, placement.id, ada)).toMatchObject(cancelled);
    expect([...rooms.points.values()]).toEqual([80]);
  });

  it('stays an order when the bank was faster', async () => {
    const shop = await openShop();
    const { placement, accessToken } = await waiting(shop, 'faster', guest);
    shop.rooms.payments.set(placement.id, { state: 'AUTHORIZED', amountMinor: 100n });
    expect(await cancel(shop, placement.id, guest, accessToken)).toMatchObject({
      __typename: 'CannotCancelPlacement',
      code: 'ALREADY_PLACED',
      placement: { result: { __typename: 'OrderPlaced', accessToken: null, order: { id: placement.id } } },
    });
  });

  it('is none when the payment was decided without a bank', async () => {
    const shop = await openShop();
    const placed = (await shop.place({ idempotencyKey: 'placed', email: 'ada@example.com', ...lamp }, ada))['placement'] as { id: string };
    expect(await cancel(shop, placed.id, ada)).toMatchObject({ code: 'ALREADY_PLACED' });
    const declined = await shop.place({
      idempotencyKey: 'declined',
      lines: [{ sku: 'MUG', quantity: 1 }],
      payment: { token: 'tok_declined' },
    });
    expect(await cancel(shop, (declined['placement'] as { id: string }).id, staff)).toMatchObject({ code: 'ALREADY_REJECTED' });
  });

  it('ends by itself when the worker dies between the bank and the decision', async () => {
    const shop = await openShop();
    const { placement } = await waiting(shop, 'died', guest);
    await shop.rooms.remotes.payments.closeChallenges([{ placementId: placement.id }]);
    const statusOf = async () =>
      (await shop.ask('query ($id: ID!) { placement(id: $id) { status } }', { id: placement.id }, staff))['placement'];
    expect(await until(statusOf, (found) => (found as { status: string }).status === 'REJECTED')).toEqual({ status: 'REJECTED' });
    expect(
      await until(
        async () => shop.rooms.stock.get('LAMP'),
        (units) => units === 1,
      ),
    ).toBe(1);
    expect(await cancel(shop, placement.id, staff)).toMatchObject(cancelled);
  });

  it('is closed once it is asked again, when payments was not heard', async () => {
    const shop = await openShop();
    const { placement, accessToken } = await waiting(shop, 'lost', guest);
    shop.rooms.lose('closeChallenges', 'reply', 1);
    await expect(cancel(shop, placement.id, guest, accessToken)).rejects.toThrow();
    expect(await cancel(shop, placement.id, guest, accessToken)).toMatchObject(cancelled);
  });
});
