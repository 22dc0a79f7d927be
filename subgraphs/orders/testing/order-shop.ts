import { type Caller, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import type { FakeRooms } from '#testing/fake-rooms';
import { openShop, until } from '#testing/shop';

export const ada: Caller = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] };
export const grace: Caller = { kind: 'customer', customerId: uuidv7(), email: 'grace@example.com', roles: ['customer'] };
export const staff: Caller = { kind: 'customer', customerId: uuidv7(), email: 'staff@example.com', roles: ['staff'] };

/** A shop where orders are bought and cancelled. */
export async function openOrderShop(rooms?: FakeRooms) {
  const shop = await openShop(rooms);
  shop.rooms.points.set(ada.kind === 'customer' ? ada.customerId : '', 500);
  const buy = async (input: object, caller: Caller) => {
    const email = caller.kind === 'customer' ? {} : { email: 'guest@example.com' };
    const answer = await shop.place(
      { idempotencyKey: uuidv7(), lines: [{ sku: 'MUG', quantity: 2 }], email: null, ...email, ...input },
      caller,
    );
    return { id: (answer['order'] as { id: string }).id, accessToken: answer['accessToken'] as string | null };
  };
  const cancel = async (input: object, caller: Caller = guest) => {
    const document = `mutation ($input: CancelOrderInput!) { result: cancelOrder(input: $input) {
      __typename ... on OrderCancelled { order { status paymentStatus timeline { type } } } ... on Problem { code message } } }`;
    return (await shop.ask(document, { input }, caller))['result'];
  };
  const settled = () =>
    until(
      async () => (await shop.db.query({ text: `select 1 from placements where state <> 'completed'` })).length,
      (open) => open === 0,
    );
  return { ...shop, buy, cancel, settled };
}
