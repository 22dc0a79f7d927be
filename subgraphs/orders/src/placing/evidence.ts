import type { Heard, HeardPayment, HeardTries, HeardVariants, PlacementFacts } from '#placing/placement';
import type { PlacementRequest } from '#placing/request';
import type { HoldPointsOutcome } from '#remotes/customers';
import type { ReserveStockOutcome } from '#remotes/inventory';
import type { AuthorizePaymentOutcome } from '#remotes/payments';
import type { FreezeQuoteOutcome } from '#remotes/pricing';
import type { VariantSnapshot } from '#remotes/products';

// What the decisions are fed with, in the few bytes that are kept of it with the placement.

export interface Tries {
  price: FreezeQuoteOutcome;
  stock: ReserveStockOutcome;
  /** null for a guest. */
  points: HoldPointsOutcome | null;
}

/** More than a placement ever needs while participants keep to the protocol; bounds the row when one does not. */
const kept = 20;

/**
 * Adds to what was heard. What its step heard the last time is counted instead: a challenge is polled for minutes, and each poll
 * repeats the Tries. That loses no decision, since no step's decision reads what another step's facts say.
 */
export function hear(facts: PlacementFacts, news: Heard): PlacementFacts {
  const heard = facts.heard ?? [];
  const unheard = facts.unheard ?? (facts.heard ? 0 : (facts.tries ?? 0) + (facts.authorizations ?? 0));
  const last = heard.findLastIndex(({ step }) => step === news.step);
  const known = heard[last];
  const list =
    known && newsOf(known) === newsOf(news)
      ? heard.with(last, { ...news, at: known.at, times: (known.times ?? 1) + 1, until: news.at })
      : [...heard, news];
  const dropped = list.slice(0, -kept).reduce((sum, { times = 1 }) => sum + times, unheard);
  return { ...facts, heard: list.slice(-kept), ...(dropped > 0 ? { unheard: dropped } : {}) };
}

function newsOf(heard: Heard): string {
  switch (heard.step) {
    case 'variants':
      return [...(heard.unknown ?? []), ...(heard.notOnSale ?? [])].join();
    case 'tries':
      return [heard.price, heard.stock, heard.points].join();
    case 'payment':
      return heard.state;
    case 'late':
      return '';
  }
}

export function heardVariants({ lines }: PlacementRequest, snapshots: readonly (VariantSnapshot | null)[], at: number): HeardVariants {
  const skusWhere = (is: (snapshot: VariantSnapshot | null | undefined) => boolean): string[] =>
    lines.flatMap(({ sku }, index) => (is(snapshots[index]) ? [sku] : []));
  const unknown = skusWhere((snapshot) => !snapshot);
  const notOnSale = skusWhere((snapshot) => snapshot?.sellable === false);
  return { step: 'variants', at, ...(unknown.length > 0 ? { unknown } : {}), ...(notOnSale.length > 0 ? { notOnSale } : {}) };
}

export function heardTries({ price, stock, points }: Tries, at: number): HeardTries {
  const heard: HeardTries = { step: 'tries', at, price: price.state, stock: stock.state, ...(points ? { points: points.state } : {}) };
  if (price.state === 'REFUSED') {
    if (price.unpricedSkus.length > 0) heard.unpriced = price.unpricedSkus;
    if (price.rejectedCoupons.length > 0) heard.coupons = price.rejectedCoupons;
    if (price.tooLarge) heard.tooLarge = true;
  }
  if (stock.state === 'REFUSED') heard.shortages = stock.shortages;
  if (points?.state === 'REFUSED') heard.noPoints = { refusal: points.refusal, available: points.available };
  return heard;
}

export const heardPayment = ({ state, declineCode, expiresAt }: AuthorizePaymentOutcome, at: number): HeardPayment => ({
  step: 'payment',
  at,
  state,
  ...(declineCode === null ? {} : { declineCode }),
  ...(expiresAt === null ? {} : { expiresAt: expiresAt.getTime() }),
});
