import { ConfigError } from '@cartograph/kit/config';
import { uuidFromName } from '@cartograph/kit/ids';
import type { Rooms } from '../start-rooms.ts';
import { type PastOrder, timesOf } from './past-orders.ts';

type Quotes = Awaited<ReturnType<Rooms['pricing']['commands']['freezeQuotes']>>;
type Quote = NonNullable<Quotes[number]['quote']>;
type Priced = PastOrder & { quote: Quote };
type ImportedOrder = Parameters<Rooms['orders']['commands']['importOrders']>[0][number];

/**
 * Past orders go through the same commands as those of today, so that every room has its part of them. Orders knows them before
 * stock is held: should this be cut short, an overdue hold finds its order.
 */
export async function placePastOrders(rooms: Rooms, orders: readonly PastOrder[]): Promise<void> {
  const priced = await freeze(rooms, orders);
  await rooms.pricing.commands.confirmQuotes(refs(priced));
  await rooms.orders.commands.importOrders(priced.map(asImported));
  await Promise.all([moveStock(rooms, priced), movePoints(rooms, priced), moveMoney(rooms, priced)]);
  await rooms.pricing.commands.returnCoupons(refs(cancelled(priced)));
}

const refs = (orders: readonly PastOrder[]): { placementId: string }[] => orders.map(({ id }) => ({ placementId: id }));
const cancelled = (orders: readonly Priced[]): Priced[] => orders.filter(({ fate }) => fate === 'cancelled');
/** Called off before the money was taken, or after it. */
const wasVoided = (_order: Priced, index: number): boolean => index % 2 === 0;

async function freeze({ pricing }: Rooms, orders: readonly PastOrder[]): Promise<Priced[]> {
  const frozen = await pricing.commands.freezeQuotes(
    orders.map(({ id, person, asGuest, lines, couponCodes, redeemPoints }) => ({
      placementId: id,
      currency: person.currency,
      lines: lines.map(({ item, quantity }) => ({ sku: item.sku, quantity })),
      destination: { country: person.address.country, region: person.address.region, postalCode: person.address.postalCode },
      couponCodes,
      redeemPoints,
      customerId: asGuest ? null : person.id,
      buyerKey: person.email,
    })),
  );
  return orders.map((order, index) => {
    const { quote, state } = frozen[index] ?? {};
    if (!quote) throw new Error(`the past order ${order.id} has no price: ${state}`);
    return { ...order, quote };
  });
}

async function moveStock({ inventory: { commands } }: Rooms, orders: readonly Priced[]): Promise<void> {
  const reserve = async (list: readonly Priced[]): Promise<void> => {
    const held = await commands.reserveStock(
      list.map(({ id, lines }) => ({ placementId: id, lines: lines.map(({ item, quantity }) => ({ sku: item.sku, quantity })) })),
    );
    const short = held.find(({ state }) => state === 'REFUSED');
    if (short) throw new Error(`the past order ${short.placementId} found too little stock`);
    await commands.commitStock(refs(list));
  };
  // What comes back is reserved first: its stock is not counted among what was sold.
  const back = cancelled(orders);
  await reserve(back);
  await commands.returnStock(refs(back));
  const kept = orders.filter(({ fate }) => fate !== 'cancelled');
  await reserve(kept);
  const gone = kept.filter(({ fate }) => fate !== 'open');
  await commands.shipStock(gone.map((order) => ({ placementId: order.id, at: timesOf(order).shippedAt })));
}

async function movePoints({ customers: { commands } }: Rooms, orders: readonly Priced[]): Promise<void> {
  const known = orders.filter(({ asGuest }) => !asGuest);
  const held = await commands.holdPoints(
    known.map(({ id, person, quote }) => ({ placementId: id, customerId: person.id, points: quote.pointsRedeemed })),
  );
  const refused = held.find(({ state }) => state === 'REFUSED');
  if (refused) throw new Error(`the past order ${refused.placementId} may not redeem its points: ${refused.refusal}`);
  await commands.commitPoints(known.map(({ id, quote }) => ({ placementId: id, pointsToEarn: quote.pointsToEarn })));
  await commands.reversePoints(refs(cancelled(known)));
  await commands.awardPoints(refs(known.filter(({ fate }) => fate === 'delivered')));
}

async function moveMoney({ payments: { commands } }: Rooms, orders: readonly Priced[]): Promise<void> {
  const wanted = orders.map(({ id, quote, person, asGuest }) => ({
    placementId: id,
    amountMinor: quote.totalMinor,
    currency: quote.currency,
    token: 'tok_ok',
    customerId: asGuest ? null : person.id,
  }));
  // On a repeated seed, what was captured, voided or refunded before is past being authorized.
  // One alone first: a provider that does not answer is told in seconds, not minutes.
  for (const list of [wanted.slice(0, 1), wanted])
    await insist('AUTHORIZED', ['CAPTURED', 'VOIDED', 'REFUNDED'], () => commands.authorizePayments(list));
  const voided = new Set(cancelled(orders).filter(wasVoided));
  await insist('VOIDED', [], () => commands.voidPayments(refs([...voided])));
  await insist('CAPTURED', ['REFUNDED'], () => commands.capturePayments(refs(orders.filter((order) => !voided.has(order)))));
  const refunds = cancelled(orders)
    .filter((order) => !voided.has(order))
    .map(({ id }) => ({ placementId: id, refundId: uuidFromName(`refund of ${id}`), amountMinor: null }));
  await insist('REFUNDED', [], () => commands.refundPayments(refunds));
}

/** Repeats a command until the provider has told every outcome; a shop whose past is not paid as written is not opened. */
async function insist(
  wanted: string,
  later: readonly string[],
  command: () => Promise<{ placementId: string; state: string }[]>,
): Promise<void> {
  const good = new Set([wanted, ...later]);
  for (let left = 2; ; left -= 1) {
    const bad = (await command()).find(({ state }) => !good.has(state));
    if (!bad) return;
    if (bad.state === 'UNKNOWN' && left > 1) continue;
    throw new ConfigError(
      `SEED: the payment of the past order ${bad.placementId} is ${bad.state}, not ${wanted}. Start once without SIMULATOR_DELAY_MS and SIMULATOR_LOSE_REPLIES.`,
    );
  }
}

function asImported(order: Priced, _index: number, all: readonly Priced[]): ImportedOrder {
  const { id, placedAt, person, asGuest, lines, quote, fate } = order;
  const wasCancelled = fate === 'cancelled';
  const voided = wasCancelled && wasVoided(order, cancelled(all).indexOf(order));
  return {
    id,
    placedAt,
    customerId: asGuest ? null : person.id,
    email: person.email,
    shippingAddress: { name: person.name, line2: null, ...person.address },
    lines: lines.map(({ item, quantity }) => ({ sku: item.sku, variantId: item.variantId, title: item.fullTitle, quantity })),
    quote,
    status: wasCancelled ? 'CANCELLED' : fate === 'delivered' ? 'COMPLETED' : 'CONFIRMED',
    paymentStatus: !wasCancelled ? 'PAID' : voided ? 'VOIDED' : 'REFUNDED',
    fulfillmentStatus: fate === 'delivered' ? 'DELIVERED' : fate === 'shipped' ? 'SHIPPED' : 'UNFULFILLED',
    events: historyOf(order, voided),
  };
}

function historyOf(order: Priced, voided: boolean): ImportedOrder['events'] {
  const { paidAt, shippedAt, deliveredAt, cancelledAt } = timesOf(order);
  const { fate, placedAt } = order;
  return [
    { type: 'PLACED' as const, at: placedAt },
    { type: 'PAYMENT_AUTHORIZED' as const, at: placedAt },
    ...(voided ? [] : [{ type: 'PAYMENT_CAPTURED' as const, at: paidAt }]),
    ...(fate === 'cancelled' ? [{ type: 'CANCELLED' as const, at: cancelledAt }] : []),
    ...(fate === 'cancelled' && !voided ? [{ type: 'REFUNDED' as const, at: cancelledAt }] : []),
    ...(fate === 'shipped' || fate === 'delivered' ? [{ type: 'SHIPPED' as const, at: shippedAt }] : []),
    ...(fate === 'delivered' ? [{ type: 'DELIVERED' as const, at: deliveredAt }] : []),
  ];
}
