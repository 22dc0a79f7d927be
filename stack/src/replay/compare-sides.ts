import type { Difference, PlacementRecord } from '@cartograph/orders/server';
import type { HoldRow, PaymentRow, PointsRow, QuoteRow, Sides } from './read-sides.ts';

type Situation = PlacementRecord['state'] | 'cancelled';

/** States that a room's row may have while orders' is in one; `none`: there may be no row yet, or no more: what holds nothing is forgotten after its time. A cancellation under way allows any. */
const allowed: Record<Situation, { inventory: string[]; pricing: string[]; customers: string[]; payments: string[] }> = {
  pending: {
    inventory: ['none', 'HELD', 'REFUSED'],
    pricing: ['none', 'FROZEN', 'REFUSED'],
    customers: ['none', 'HELD', 'REFUSED'],
    payments: ['none', 'AUTHORIZING', 'AUTHORIZED', 'DECLINED', 'CHALLENGED', 'UNKNOWN'],
  },
  confirmed: {
    inventory: ['HELD', 'COMMITTED'],
    pricing: ['FROZEN', 'CONFIRMED'],
    customers: ['HELD', 'COMMITTED'],
    payments: ['AUTHORIZED', 'CAPTURING', 'CAPTURED', 'CAPTURE_REFUSED'],
  },
  completed: {
    inventory: ['COMMITTED', 'SHIPPED'],
    pricing: ['CONFIRMED'],
    customers: ['COMMITTED'],
    payments: ['CAPTURED'],
  },
  cancelled: {
    inventory: ['RETURNED', 'RELEASED', 'none'],
    pricing: ['RETURNED', 'CANCELLED', 'CONFIRMED'],
    customers: ['REVERSED', 'RELEASED', 'none'],
    payments: ['VOIDED', 'CAPTURED'],
  },
  aborting: {
    inventory: ['none', 'HELD', 'REFUSED', 'RELEASED'],
    pricing: ['none', 'FROZEN', 'REFUSED', 'CANCELLED'],
    customers: ['none', 'HELD', 'REFUSED', 'RELEASED'],
    payments: ['none', 'AUTHORIZING', 'AUTHORIZED', 'CHALLENGED', 'UNKNOWN', 'DECLINED', 'VOIDING', 'VOIDED'],
  },
  aborted: {
    inventory: ['REFUSED', 'RELEASED', 'none'],
    pricing: ['REFUSED', 'CANCELLED', 'none'],
    customers: ['REFUSED', 'RELEASED', 'none'],
    payments: ['DECLINED', 'VOIDED'],
  },
};

/** Tells where another room keeps something else of a placement than orders does. */
export function compareSides(record: PlacementRecord, sides: Sides): Difference[] {
  return [
    ...states(record, sides),
    ...(sides.inventory ? hold(record, sides.inventory) : []),
    ...(sides.pricing ? quote(record, sides.pricing) : []),
    ...(sides.customers ? points(record, sides.customers) : []),
    ...(sides.payments ? payment(record, sides.payments) : []),
  ];
}

const differs = (where: string, of: string, recorded: unknown, now: unknown): Difference[] =>
  JSON.stringify(recorded) === JSON.stringify(now) ? [] : [{ where, of, recorded, now }];

function states({ state, cancellation, request }: PlacementRecord, sides: Sides): Difference[] {
  if (cancellation?.state === 'pending') return [];
  const situation: Situation = cancellation ? 'cancelled' : state;
  return (['inventory', 'pricing', 'customers', 'payments'] as const).flatMap((room) => {
    const row = sides[room];
    if (row === undefined) return [];
    const expected = room === 'customers' && request.customerId === null ? ['none'] : allowed[situation][room];
    const is = row?.state ?? 'none';
    return expected.includes(is) ? [] : [{ where: room, of: 'state', recorded: `${situation}, so ${expected.join(' or ')}`, now: is }];
  });
}

const triesOf = ({ facts }: PlacementRecord) => facts.heard?.findLast((evidence) => evidence.step === 'tries');

function hold(record: PlacementRecord, { state, lines, shortages }: HoldRow): Difference[] {
  const tries = triesOf(record);
  const sum = new Map<string, number>();
  for (const { sku, quantity } of lines) sum.set(sku, (sum.get(sku) ?? 0) + quantity);
  const bySku = (list: readonly { sku: string; quantity: number }[]): string[] =>
    list.map(({ sku, quantity }) => `${quantity} x ${sku}`).toSorted();
  const held = [...sum].map(([sku, quantity]) => ({ sku, quantity }));
  const short = (list: HoldRow['shortages']): string[] =>
    (list ?? []).map(({ sku, available }) => `${available} left of ${sku}`).toSorted();
  return [
    // A tombstone has taken nothing.
    ...(lines.length > 0 || ['HELD', 'COMMITTED'].includes(state)
      ? differs('inventory', 'lines', bySku(record.request.lines), bySku(held))
      : []),
    ...(tries ? differs('inventory', 'refused', tries.stock === 'REFUSED', state === 'REFUSED') : []),
    ...(tries?.stock === 'REFUSED' ? differs('inventory', 'shortages', short(tries.shortages ?? null), short(shortages)) : []),
  ];
}

function quote(record: PlacementRecord, { state, totalMinor, currency }: QuoteRow): Difference[] {
  const tries = triesOf(record);
  const kept = record.facts.quote;
  const frozen = totalMinor !== null && kept;
  return [
    ...(tries ? differs('pricing', 'refused', tries.price === 'REFUSED', state === 'REFUSED') : []),
    ...(frozen ? differs('pricing', 'total', `${kept.totalMinor} ${kept.currency}`, `${totalMinor} ${currency}`) : []),
  ];
}

function points(record: PlacementRecord, row: PointsRow): Difference[] {
  const tries = triesOf(record);
  const kept = record.facts.quote;
  const taken = kept && ['HELD', 'COMMITTED'].includes(row.state);
  return [
    ...(tries?.points ? differs('customers', 'refused', tries.points === 'REFUSED', row.state === 'REFUSED') : []),
    ...(taken ? differs('customers', 'points', kept.pointsRedeemed, row.points) : []),
    ...(kept && row.state === 'COMMITTED' ? differs('customers', 'points to earn', kept.pointsToEarn, row.pointsToEarn) : []),
  ];
}

function payment(record: PlacementRecord, { state, amountMinor, currency }: PaymentRow): Difference[] {
  const told = record.facts.heard?.findLast((evidence) => evidence.step === 'payment')?.state;
  const kept = record.facts.quote;
  // A challenge or an unknown payment may be declined later, unheard.
  const final = told === 'AUTHORIZED' || told === 'CAPTURED' || told === 'DECLINED';
  return [
    ...(final ? differs('payments', 'declined', told === 'DECLINED', state === 'DECLINED') : []),
    ...(kept && amountMinor !== null
      ? differs('payments', 'amount', `${kept.totalMinor} ${kept.currency}`, `${amountMinor} ${currency}`)
      : []),
  ];
}
