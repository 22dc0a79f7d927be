import { createLocalEventBus } from '@cartograph/kit/event';
import { uuidv7 } from '@cartograph/kit/ids';
import { subscribe } from '@cartograph/kit/read-event';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, expect, test } from 'vitest';
import { commands } from '#commands';
import { insertPromotion, turnBook } from '#promotion-store';
import { reads as cancelledReads, onOrderCancelled } from '#promotions/on-order-cancelled';
import { onOrderPlaced, reads as placedReads } from '#promotions/on-order-placed';
import { promotion } from '#testing/rules';

const db = await freshDatabase('pricing');
const pricing = commands(db);
const bus = createLocalEventBus();

interface Who {
  readonly customerId?: string;
  readonly buyerKey?: string;
}
const quoted = async (who: Who) => {
  const basket = { currency: 'USD' as const, lines: [{ sku: 'MUG', quantity: 1 }], destination: null, couponCodes: [], redeemPoints: 0 };
  const [outcome] = await pricing.freezeQuotes([{ ...basket, placementId: uuidv7(), customerId: null, buyerKey: null, ...who }]);
  if (!outcome?.quote) throw new Error('no quote');
  return { placementId: outcome.placementId, totalMinor: outcome.quote.totalMinor };
};
/** What a mug of 10.00 costs somebody now; nothing is bought. */
const costs = async (who: Who) => {
  const { placementId, totalMinor } = await quoted(who);
  await pricing.cancelQuotes([{ placementId }]);
  return totalMinor;
};
const ordered = async (who: Who) => {
  const { placementId } = await quoted(who);
  await pricing.confirmQuotes([{ placementId }]);
  return { placementId };
};
const tell = (noun: 'order_placed' | 'order_cancelled', orderId: string, data: Record<string, unknown>, history = true) =>
  bus.publish({
    id: uuidv7(),
    type: `orders.${noun}`,
    version: 1,
    key: orderId,
    sequence: 1,
    history,
    occurredAt: '2026-01-01T00:00:00.000Z',
    data: { orderId, number: 'C-1', ...data },
  });
const placed = (orderId: string, email: string, history = true) =>
  tell('order_placed', orderId, { customerId: null, email, currency: 'USD', totalMinor: '1', lines: [] }, history);
const cancelled = (orderId: string, history = true) => tell('order_cancelled', orderId, { customerId: null, reason: null }, history);

const ada = uuidv7();
let bought = { placementId: '' };
let held = { placementId: '' };
beforeAll(async () => {
  await subscribe(bus, placedReads, onOrderPlaced(db));
  await subscribe(bus, cancelledReads, onOrderCancelled(db));
  await pricing.importPricing({ prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1000n, breaks: [] }] });
  bought = await ordered({ customerId: ada, buyerKey: 'ada@example.com' });
  held = await quoted({ buyerKey: 'held@example.com' });
  await db.transaction(async (tx) => {
    await insertPromotion(tx, promotion('FIRST', { id: uuidv7(), conditions: [{ kind: 'FIRST_ORDER' }] }));
    await turnBook(tx);
  });
});

test('who ordered before the promotion began has no first order, signed in or as a guest, until that order is cancelled', async () => {
  const asAda = async () => [await costs({ customerId: ada, buyerKey: 'ada@example.com' }), await costs({ buyerKey: 'ada@example.com' })];
  expect(await asAda()).toEqual([1000n, 1000n]);
  expect([await costs({ customerId: uuidv7(), buyerKey: 'new@example.com' }), await costs({})]).toEqual([900n, 900n]);
  await pricing.returnCoupons([bought]);
  expect(await asAda()).toEqual([900n, 900n]);
});

test('an order that is still being placed is none yet: it may be given up', async () => {
  expect(await costs({ buyerKey: 'held@example.com' })).toBe(900n);
  await pricing.confirmQuotes([held]);
  expect(await costs({ buyerKey: 'held@example.com' })).toBe(1000n);
});

test('an order that is told as history counts, whatever the spelling of its e-mail, and a cancelled one does not, told in whatever order', async () => {
  const [kept, given, early] = [uuidv7(), uuidv7(), uuidv7()];
  await placed(kept, 'Old@Example.com');
  await placed(given, 'given@example.com');
  await cancelled(given);
  await cancelled(early);
  await placed(early, 'early@example.com');
  const of = (name: string) => costs({ buyerKey: `${name}@example.com` });
  expect([await of('old'), await of('given'), await of('early')]).toEqual([1000n, 900n, 900n]);
  await placed(kept, 'Old@Example.com');
  await cancelled(kept, false);
  expect(await of('old')).toBe(900n);
});

test('of a new order nothing is written but its quote, and history that tells of it once more changes nothing', async () => {
  const { placementId } = await ordered({ buyerKey: 'fresh@example.com' });
  const rows = () => db.query({ text: 'select from earlier_orders' });
  const before = await rows();
  await placed(placementId, 'fresh@example.com', false);
  await placed(placementId, 'fresh@example.com');
  await cancelled(placementId, false);
  await cancelled(placementId);
  expect(await rows()).toEqual(before);
});
