import type { Evidence, PaymentEvidence, PlacementFacts, TriesEvidence, VariantsEvidence } from '#placing/rules/facts';
import type { PlacementRequest } from '#placing/rules/request';
import type { HoldPointsOutcome } from '#remotes/customers';
import type { ReserveStockOutcome } from '#remotes/inventory';
import type { AuthorizePaymentOutcome } from '#remotes/payments';
import type { FreezeQuoteOutcome } from '#remotes/pricing';
import type { VariantSnapshot } from '#remotes/products';

// What the verdicts are given on, in the few bytes that are kept of it with the placement.

export interface Tries {
  price: FreezeQuoteOutcome;
  stock: ReserveStockOutcome;
  /** null for a guest. */
  points: HoldPointsOutcome | null;
}

/** More than a placement ever needs while participants keep to the protocol; bounds the row when one does not. */
const kept = 20;

/**
 * Keeps a piece of evidence with the facts. When it says what the last one of its step said, that one is counted instead: a challenge is
 * polled for minutes, and each poll repeats the Tries. That loses no verdict, since no step's verdict reads what another step's facts say.
 */
export function keepEvidence(facts: PlacementFacts, news: Evidence): PlacementFacts {
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

function newsOf(evidence: Evidence): string {
  switch (evidence.step) {
    case 'variants':
      return [...(evidence.unknown ?? []), ...(evidence.notOnSale ?? [])].join();
    case 'tries':
      return [evidence.price, evidence.stock, evidence.points].join();
    case 'payment':
      return evidence.state;
    case 'holds':
      return evidence.of;
    case 'late':
      return '';
  }
}

export function variantsEvidence(
  { lines }: PlacementRequest,
  snapshots: readonly (VariantSnapshot | null)[],
  at: number,
): VariantsEvidence {
  const skusWhere = (is: (snapshot: VariantSnapshot | null | undefined) => boolean): string[] =>
    lines.flatMap(({ sku }, index) => (is(snapshots[index]) ? [sku] : []));
  const unknown = skusWhere((snapshot) => !snapshot);
  const notOnSale = skusWhere((snapshot) => snapshot?.sellable === false);
  return { step: 'variants', at, ...(unknown.length > 0 ? { unknown } : {}), ...(notOnSale.length > 0 ? { notOnSale } : {}) };
}

export function triesEvidence({ price, stock, points }: Tries, at: number): TriesEvidence {
  const evidence: TriesEvidence = {
    step: 'tries',
    at,
    price: price.state,
    stock: stock.state,
    ...(points ? { points: points.state } : {}),
  };
  if (price.state === 'REFUSED') {
    if (price.unpricedSkus.length > 0) evidence.unpriced = price.unpricedSkus;
    if (price.rejectedCoupons.length > 0) evidence.coupons = price.rejectedCoupons;
    if (price.tooLarge) evidence.tooLarge = true;
    if (price.shippingProblem) evidence.unshippable = price.shippingProblem;
  }
  if (stock.state === 'REFUSED') evidence.shortages = stock.shortages;
  if (points?.state === 'REFUSED') evidence.noPoints = { refusal: points.refusal, available: points.available };
  return evidence;
}

export const paymentEvidence = ({ state, declineCode, expiresAt }: AuthorizePaymentOutcome, at: number): PaymentEvidence => ({
  step: 'payment',
  at,
  state,
  ...(declineCode === null ? {} : { declineCode }),
  ...(expiresAt === null ? {} : { expiresAt: expiresAt.getTime() }),
});
