import type { HoldReading, OrderReading, PaymentReading, PlacementReading, Readings, Violation } from './readings.ts';

type Index = ReturnType<typeof indexOf>;

function indexOf(readings: Readings) {
  const byPlacement = <Reading extends { placement_id: string }>(list: readonly Reading[]) =>
    new Map(list.map((reading) => [reading.placement_id, reading]));
  return {
    ...readings,
    placement: byPlacement(readings.placements),
    order: byPlacement(readings.orders),
    hold: byPlacement(readings.holds),
    quote: byPlacement(readings.quotes),
    points: byPlacement(readings.pointHolds),
    payment: byPlacement(readings.payments),
  };
}

/** A violation, and the placement that it is about. */
export interface Suspicion extends Violation {
  placement: string;
}

/** The claims below, an invariant each. */
export const acrossRooms = [3, 3, 4, 4, 6, 7, 7, 9, 9, 10];

/** What no room can see alone (docs/architecture.md, Invariants). Placements that need attention are counted apart and excused here. */
export function compareRooms(readings: Readings): Suspicion[] {
  const index = indexOf(readings);
  return [
    ...liveHolds(index),
    ...orphans(index),
    ...index.orders.flatMap((order) => {
      const placement = index.placement.get(order.placement_id);
      const settled = placement?.state === 'completed' && !placement.needs_attention;
      return [
        ...payment(index, order, settled),
        ...price(index, order),
        ...redeemed(index, order),
        ...(settled ? participants(index, order) : []),
      ];
    }),
  ];
}

const found = (placement: string, invariant: number, check: string, detail: string): Suspicion => ({
  invariant,
  check,
  room: 'across rooms',
  detail,
  placement,
});

/** States in which a room still holds something for a placement. */
const live: Readonly<Record<string, readonly string[]>> = {
  stock: ['HELD'],
  price: ['FROZEN'],
  points: ['HELD'],
  money: ['AUTHORIZING', 'CHALLENGED', 'UNKNOWN'],
};

/** 6: what is held belongs to a placement that is under way. */
function liveHolds({ holds, quotes, pointHolds, payments, placement }: Index): Suspicion[] {
  const over = (what: string, list: readonly HoldReading[]): Suspicion[] =>
    list.flatMap(({ placement_id: id, state }) => {
      const owner = placement.get(id);
      if (!live[what]?.includes(state) || owner?.needs_attention) return [];
      if (owner && !['completed', 'aborted'].includes(owner.state)) return [];
      const now = owner ? `is ${owner.state}` : 'does not exist';
      return [found(id, 6, 'no_hold_without_a_live_placement', `${what} of placement ${id} is ${state}, but the placement ${now}`)];
    });
  return [...over('stock', holds), ...over('price', quotes), ...over('points', pointHolds), ...over('money', payments)];
}

/** 7 and 9: nothing was taken for an order that is not there. */
function orphans({ holds, pointHolds, payments, placement, order }: Index): Suspicion[] {
  const aborted = (owner: PlacementReading | undefined): boolean => owner === undefined || owner.state === 'aborted';
  const taken = (what: string, list: readonly HoldReading[], states: readonly string[]): Suspicion[] =>
    list
      .filter(({ placement_id: id, state }) => states.includes(state) && !order.has(id) && aborted(placement.get(id)))
      .map(({ placement_id: id, state }) =>
        found(id, 9, 'nothing_is_taken_without_an_order', `${what} of placement ${id} is ${state}, and there is no order`),
      );
  return [
    ...payments
      .filter(({ placement_id: id }) => !placement.has(id))
      .map(({ placement_id: id, state }) =>
        found(id, 7, 'no_payment_without_a_placement', `the payment of ${id} is ${state}, and there is no placement`),
      ),
    ...taken('stock', holds, ['COMMITTED', 'SHIPPED']),
    ...taken('points', pointHolds, ['COMMITTED']),
    ...taken('money', payments, ['AUTHORIZED', 'CAPTURING', 'CAPTURED']),
  ];
}

/** 3 and 7: each order has its payment, and what was taken and not given back is what is owed. */
function payment(index: Index, order: OrderReading, settled: boolean): Suspicion[] {
  const { number, total_minor: total, currency, placement_id: id } = order;
  const paid = index.payment.get(id);
  if (!paid) return [found(id, 7, 'no_order_without_a_payment', `order ${number} has no payment`)];
  if (paid.currency.trim() !== currency.trim())
    return [found(id, 3, 'paid_in_the_currency_of_the_order', `order ${number} is in ${currency}, its payment in ${paid.currency}`)];
  if (order.cancellation === 'pending' || !settled) return authorizedInFull(order, paid);
  const kept = paid.captured_minor - paid.refunded_minor;
  const wrong = ((): boolean => {
    switch (order.payment_status) {
      case 'AUTHORIZED':
        return paid.authorized_minor !== total || kept !== 0n;
      case 'PAID':
        return kept !== total;
      case 'VOIDED':
        return paid.captured_minor !== 0n || (total > 0n && paid.state !== 'VOIDED');
      case 'REFUNDED':
        return kept !== 0n || paid.captured_minor !== total;
      case 'PARTIALLY_REFUNDED':
        return paid.captured_minor !== total || kept <= 0n || kept >= total;
      default:
        return true;
    }
  })();
  const amounts = `total ${total}, payment ${paid.state}: authorized ${paid.authorized_minor}, captured ${paid.captured_minor}, refunded ${paid.refunded_minor}`;
  return wrong ? [found(id, 3, 'payment_is_what_is_owed', `order ${number} is ${order.payment_status} with ${amounts}`)] : [];
}

function authorizedInFull({ placement_id: id, number, total_minor: total, cancellation }: OrderReading, paid: PaymentReading): Suspicion[] {
  if (cancellation !== 'none' || paid.authorized_minor === total) return [];
  return [found(id, 3, 'payment_is_what_is_owed', `order ${number} costs ${total}, but ${paid.authorized_minor} is authorized`)];
}

/** 10: the order costs what pricing has frozen. */
function price({ quote }: Index, { placement_id: id, number, total_minor: total, currency }: OrderReading): Suspicion[] {
  const frozen = quote.get(id);
  const told = frozen ? `${frozen.total_minor} ${frozen.currency.trim()}` : 'nothing';
  const same = frozen?.total_minor === total && frozen.currency.trim() === currency.trim();
  return same
    ? []
    : [found(id, 10, 'price_on_the_order_is_frozen_in_pricing', `order ${number} costs ${total} ${currency.trim()}, frozen is ${told}`)];
}

/** 4: an order took the points that its price took off, no more and no less. */
function redeemed({ points }: Index, { placement_id: id, number, points_redeemed: worth }: OrderReading): Suspicion[] {
  const taken = points.get(id)?.points ?? 0;
  if (worth === null || taken === worth) return [];
  return [found(id, 4, 'points_taken_are_points_redeemed', `order ${number} took ${taken} points for ${worth} off its price`)];
}

/** 9 and 4 (what a cancelled order holds nothing by is forgotten after its time): once a placement is completed, every room has done its part for the order, or has undone it for a cancelled one. */
function participants({ hold, quote, points }: Index, order: OrderReading): Suspicion[] {
  const { placement_id: id, number, status, cancellation, customer_id: customer } = order;
  if (cancellation === 'pending') return [];
  const undone = status === 'CANCELLED';
  const expect = (invariant: number, what: string, state: string | undefined, allowed: readonly string[]): Suspicion[] =>
    allowed.includes(state ?? 'nothing')
      ? []
      : [found(id, invariant, 'every_room_did_its_part', `order ${number} is ${status}, but its ${what} is ${state ?? 'missing'}`)];
  return [
    ...expect(9, 'stock', hold.get(id)?.state, undone ? ['RETURNED', 'RELEASED', 'nothing'] : ['COMMITTED', 'SHIPPED']),
    ...expect(9, 'price', quote.get(id)?.state, undone ? ['RETURNED', 'CANCELLED', 'CONFIRMED'] : ['CONFIRMED']),
    ...(customer === null ? [] : expect(4, 'points', points.get(id)?.state, undone ? ['REVERSED', 'RELEASED', 'nothing'] : ['COMMITTED'])),
  ];
}
