import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, example, openDemoShop } from '../support/demo-shop.ts';
import { buyAsGuest, freshKey, orderOf } from './buy.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const table = 'TABLE-ROUND-130';
const wish = (quantity: number) => ({ lines: [{ sku: table, quantity }] });

async function shown(sku: string) {
  const query = 'query ($sku: String!) { productVariant(sku: $sku) { availability { available status expectedAt maxQuantity } } }';
  type Shown = { productVariant: { availability: Record<string, unknown> } };
  return (await shop.askFor<Shown>(query, { sku })).productVariant.availability;
}

async function allocationsOf(orderId: string) {
  const query = 'query ($id: ID!) { order(id: $id) { allocations { sku quantity state location { code } } } }';
  type Found = { order: { allocations: { quantity: number; state: string; location: { code: string } }[] } };
  const { order } = await shop.askFor<Found>(query, { id: orderId }, await shop.tokenOf('staff'));
  return order.allocations.map(({ quantity, state, location }) => `${quantity} ${state} ${location.code}`);
}

test('a table that is still being made is sold, paid and promised, up to the limit, and served in the order of the orders', async () => {
  expect(await shown(table)).toEqual({
    available: 0,
    status: 'PREORDER',
    expectedAt: expect.stringMatching(/T12:00:00.000Z$/),
    maxQuantity: 30,
  });
  const [first, second] = [orderOf(await buyAsGuest(shop, wish(3))), orderOf(await buyAsGuest(shop, wish(2)))];
  expect(await allocationsOf(first.id)).toEqual(['3 BACKORDERED oakland']);
  const tooMany = await buyAsGuest(shop, wish(26));
  expect(tooMany.problems).toMatchObject([{ __typename: 'InsufficientStock', shortages: [{ sku: table, requested: 26, available: 25 }] }]);
  const staff = await shop.tokenOf('staff');
  const input = { idempotencyKey: freshKey(), locationId: 'rotterdam', reason: 'RECEIPT', lines: [{ sku: table, delta: 4 }] };
  for (let turn = 0; turn < 2; turn += 1)
    expect(await shop.askFor(example('25-staff-record-stock'), { input }, staff)).toMatchObject({
      recordStock: { levels: [{ onHand: 4, reserved: 4 }] },
    });
  expect([await allocationsOf(first.id), await allocationsOf(second.id)]).toEqual([
    ['3 COMMITTED rotterdam'],
    ['1 COMMITTED rotterdam', '1 BACKORDERED oakland'],
  ]);
});

test('what staff say of how a SKU is sold is what a buyer is told', async () => {
  const staff = await shop.tokenOf('staff');
  const set = (input: Record<string, unknown>) =>
    shop.askFor<{ setStockPolicy: Record<string, unknown> }>(example('31-staff-set-stock-policy'), { input }, staff);
  await set({ sku: 'CHAIR-OAK', backorder: 'BACKORDER', backorderLimit: 2 });
  expect(await shown('CHAIR-OAK')).toMatchObject({ status: 'BACKORDER', maxQuantity: 2, expectedAt: null });
  const wanted = { lines: [{ sku: 'CHAIR-OAK', quantity: 2 }] };
  const answers = await Promise.all(Array.from({ length: 4 }, () => buyAsGuest(shop, wanted)));
  expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['OrderPlaced', 'OrderRejected', 'OrderRejected', 'OrderRejected']);
  expect(await shown('CHAIR-OAK')).toMatchObject({ status: 'OUT_OF_STOCK', maxQuantity: 0 });
  expect((await set({ sku: 'CHAIR-OAK', expectedVersion: 1, backorderLimit: 1 })).setStockPolicy).toMatchObject({
    __typename: 'InvalidInput',
  });
});
