import { type CurrencyCode, formatDecimal, isCurrencyCode } from '@cartograph/kit/money';
import type { PlacementRecord, Replayed } from '@cartograph/orders/server';
import type { HoldRow, PaymentRow, PointsRow, QuoteRow, Sides } from './read-sides.ts';

export interface Happening {
  at: Date;
  room: string;
  what: string;
}

type ReplayedVerdict = Replayed['verdicts'][number];

/** Everything that is recorded with a time, in order. Times are those of whoever recorded it: a process, or its database. */
export function timelineOf(record: PlacementRecord, verdicts: readonly ReplayedVerdict[], sides: Sides | undefined): Happening[] {
  const orders = (at: Date | null, what: string): Happening[] => (at ? [{ at, room: 'orders', what }] : []);
  const { state, cancellation: cancelled, problems } = record;
  const confirmed = state === 'confirmed' || state === 'completed';
  const all = [
    ...orders(record.createdAt, `intent: ${record.request.lines.map(({ sku, quantity }) => `${quantity} x ${sku}`).join(', ')}`),
    ...verdicts.flatMap((verdict) => orders(new Date(verdict.evidence.at), heardText(verdict))),
    ...(sides ? sidesText(sides) : []),
    ...orders(
      record.decidedAt,
      confirmed ? 'decided: confirmed' : `decided: aborting: ${(problems ?? []).map(({ code }) => code).join(', ')}`,
    ),
    ...record.events.flatMap(({ type, at }) => orders(at, `order ${record.order?.number ?? ''}: ${type}`)),
    ...record.told.flatMap(({ type, publishedAt }) => orders(publishedAt, `published ${type}`)),
    ...orders(record.finishedAt, `finished: ${state}`),
    ...(cancelled ? orders(cancelled.createdAt, `cancellation: ${cancelled.reason ?? 'no reason given'}`) : []),
    ...(cancelled ? orders(cancelled.completedAt, 'cancellation completed') : []),
  ];
  return all.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function heardText({ evidence, verdict, problems }: ReplayedVerdict): string {
  const again = evidence.times && evidence.until ? `, ${evidence.times} times until ${new Date(evidence.until).toISOString()}` : '';
  const why = problems.length > 0 ? `: ${problems.map(({ message }) => message).join(' ')}` : '';
  return `heard ${evidence.step}: ${whatOf(evidence)}${again} -> ${verdict}${why}`;
}

function whatOf(evidence: ReplayedVerdict['evidence']): string {
  switch (evidence.step) {
    case 'variants': {
      const { unknown = [], notOnSale = [] } = evidence;
      return [...unknown.map((sku) => `${sku} unknown`), ...notOnSale.map((sku) => `${sku} not on sale`)].join(', ') || 'all on sale';
    }
    case 'tries':
      return `price ${evidence.price}, stock ${evidence.stock}, points ${evidence.points ?? 'none'}`;
    case 'payment':
      return evidence.declineCode ? `${evidence.state} (${evidence.declineCode})` : evidence.state;
    case 'holds':
      return `${evidence.open} payments of this ${evidence.of} wait at the bank already`;
    case 'late':
      return 'pending for too long';
  }
}

const amount = (minor: bigint | string, currency: string | null): string =>
  isCurrencyCode(currency) ? `${formatDecimal(BigInt(minor), currency satisfies CurrencyCode)} ${currency}` : `${minor}`;

function sidesText({ inventory, pricing, customers, payments }: Sides): Happening[] {
  return [
    ...(inventory ? holdText(inventory) : []),
    ...(pricing ? quoteText(pricing) : []),
    ...(customers ? pointsText(customers) : []),
    ...(payments ? paymentText(payments) : []),
  ];
}

/** A row that was made in the state it has is one happening; another has two. `first`: states that a row is made in. */
function twice(
  room: string,
  noun: string,
  detail: string,
  state: string,
  from: Date,
  to: Date | null,
  first: readonly string[],
): Happening[] {
  const made = detail === '' ? noun : `${noun}: ${detail}`;
  if (first.includes(state) || !to || to.getTime() === from.getTime()) return [{ at: from, room, what: `${made}, ${state}` }];
  return [
    { at: from, room, what: made },
    { at: to, room, what: `${noun} ${state}` },
  ];
}

function holdText({ state, createdAt, settledAt, lines, shortages }: HoldRow): Happening[] {
  const taken = lines.map(({ sku, location, quantity }) => `${quantity} x ${sku} at ${location}`).join(', ');
  const short = (shortages ?? []).map(({ sku, requested, available }) => `${sku} ${available} of ${requested}`).join(', ');
  return twice('inventory', 'hold', [taken, short].filter(Boolean).join(', '), state, createdAt, settledAt, ['HELD', 'REFUSED']);
}

function quoteText({ state, currency, totalMinor, coupons, createdAt, updatedAt }: QuoteRow): Happening[] {
  const price = totalMinor === null ? '' : amount(totalMinor, currency);
  return twice('pricing', 'quote', [price, ...coupons].filter(Boolean).join(', '), state, createdAt, updatedAt, ['FROZEN', 'REFUSED']);
}

function pointsText({ state, points, pointsToEarn, createdAt, settledAt }: PointsRow): Happening[] {
  return twice('customers', 'points', `${points} held, ${pointsToEarn} to earn`, state, createdAt, settledAt, ['HELD', 'REFUSED']);
}

function paymentText({ state, amountMinor, currency, createdAt, updatedAt, attempts, refunds }: PaymentRow): Happening[] {
  const room = 'payments';
  const price = amountMinor === null ? '' : amount(amountMinor, currency);
  return [
    ...twice(room, 'payment', price, state, createdAt, updatedAt, ['AUTHORIZING']),
    ...attempts.map(({ verb, number, outcome, latencyMs, at }) => ({
      at: new Date(at),
      room,
      what: `provider: ${verb} ${number}: ${outcome} (${latencyMs} ms)`,
    })),
    ...refunds.map((refund) => ({
      at: new Date(refund.at),
      room,
      what: `refund of ${amount(refund.amountMinor, currency)} ${refund.state}`,
    })),
  ];
}
