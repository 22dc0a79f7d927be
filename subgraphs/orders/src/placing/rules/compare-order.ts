import { type Difference, same } from '#placing/rules/difference';
import type { PlacementFacts } from '#placing/rules/facts';
import type { PlacementRecord, RecordedOrder } from '#placing/rules/placement-record';

type Recorded = Pick<PlacementRecord, 'state' | 'request' | 'facts' | 'order'>;

/** An order is what the decision made of request and facts, once: tells where its rows are something else. */
export function compareOrder(placement: Recorded): Difference[] {
  const { state, order } = placement;
  const confirmed = state === 'confirmed' || state === 'completed';
  const differs = (of: string, recorded: unknown, now: unknown): Difference[] =>
    same(recorded, now) ? [] : [{ where: 'order', of, recorded, now }];
  if (!confirmed) return differs('order', order?.number ?? 'none', 'none');
  if (!order) return differs('order', 'none', 'one');
  const made = madeFrom(placement, order.claimed);
  return Object.entries(made).flatMap(([of, now]) => differs(of, shown(order)[of], now));
}

const shown = (order: RecordedOrder): Record<string, unknown> => ({
  ...order,
  ...Object.fromEntries(Object.entries(order).map(([name, value]) => [name, typeof value === 'bigint' ? `${value}` : value])),
  lines: order.lines.map(({ unitMinor, totalMinor, ...line }) => ({ ...line, unitMinor: `${unitMinor}`, totalMinor: `${totalMinor}` })),
});

function madeFrom({ request, facts: { quote, variants = [], trimmed } }: Recorded, claimed: boolean): Record<string, unknown> {
  const titleOf = (sku: string): string | undefined => variants.find((variant) => variant.sku === sku)?.title;
  return {
    // A claimed one is somebody's who did not place it.
    ...(claimed ? {} : { customerId: request.customerId }),
    email: request.email,
    currency: request.currency,
    subtotalMinor: quote?.subtotalMinor,
    discountMinor: quote?.discountMinor,
    shippingMinor: quote?.shippingMinor,
    taxMinor: quote?.taxMinor,
    includedTaxMinor: quote?.includedTaxMinor,
    totalMinor: quote?.totalMinor,
    ...(trimmed ? {} : { lines: linesOf(quote, titleOf) }),
  };
}

const linesOf = (quote: PlacementFacts['quote'], titleOf: (sku: string) => string | undefined): unknown =>
  quote?.lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({ sku, title: titleOf(sku), quantity, unitMinor, totalMinor }));
