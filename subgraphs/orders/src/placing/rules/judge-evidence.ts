import type { Tries } from '#placing/rules/evidence';
import type { Evidence, PlacementFacts, TriesEvidence, VariantsEvidence } from '#placing/rules/facts';
import type { Placement } from '#placing/rules/placement';
import type { StoredQuote } from '#placing/rules/stored-quote';
import { untoldLine, untoldQuote } from '#placing/rules/untold';
import { judgeHolds, judgeLate, judgePayment, judgeTries, judgeVariants, type Verdict } from '#placing/rules/verdicts';
import type { FrozenQuote } from '#remotes/pricing';
import type { VariantSnapshot } from '#remotes/products';

type Recorded = Pick<Placement, 'request' | 'facts'>;

/** The verdict on a piece of evidence, told the facts before it. Undefined for what a hand has written that cannot be judged. */
export function judgeEvidence(placement: Recorded, evidence: Evidence, before: PlacementFacts): Verdict | undefined {
  try {
    return judge(placement, evidence, before);
  } catch {
    return undefined;
  }
}

function judge({ request, facts: known }: Recorded, evidence: Evidence, before: PlacementFacts): Verdict {
  switch (evidence.step) {
    case 'variants':
      return judgeVariants(request, snapshotsOf(request.lines, evidence, known), before, evidence.at);
    case 'tries':
      return judgeTries(request, triesOf(evidence, known), before, evidence.at);
    case 'payment': {
      const { state, declineCode = null, expiresAt } = evidence;
      const redirectUrl = known.challenge?.redirectUrl ?? null;
      const expires = expiresAt === undefined ? null : new Date(expiresAt);
      return judgePayment({ placementId: '', state, declineCode, redirectUrl, expiresAt: expires }, before, evidence.at);
    }
    case 'holds':
      return judgeHolds(evidence, before, evidence.at);
    case 'late':
      // It was not given up, as the buyer might still come back.
      return judgeLate(before, evidence.at) ?? { kind: 'wait', facts: before };
  }
}

/** Where all was on sale, products told what stands in the facts; where something was not, the rest was. */
function snapshotsOf(lines: readonly { sku: string }[], evidence: VariantsEvidence, known: PlacementFacts): (VariantSnapshot | null)[] {
  const { unknown = [], notOnSale = [] } = evidence;
  const refused = unknown.length + notOnSale.length > 0;
  return lines.map(({ sku }) => {
    const kept = known.variants?.find((variant) => variant.sku === sku);
    if (unknown.includes(sku) || (!refused && !kept)) return null;
    return { sku, variantId: kept?.variantId ?? '', title: kept?.title ?? '', sellable: !notOnSale.includes(sku) };
  });
}

function triesOf(evidence: TriesEvidence, { quote }: PlacementFacts): Tries {
  const { price, stock, points, unpriced = [], coupons = [], tooLarge = false, unshippable = null, shortages = [], noPoints } = evidence;
  const placementId = '';
  return {
    price: {
      placementId,
      state: price,
      quote: price === 'REFUSED' || !quote ? null : frozen(quote),
      unpricedSkus: unpriced,
      rejectedCoupons: coupons,
      tooLarge,
      shippingProblem: unshippable,
    },
    stock: { placementId, state: stock, shortages },
    points: points ? { placementId, state: points, refusal: null, available: 0, ...noPoints } : null,
  };
}

const frozen = (quote: StoredQuote): FrozenQuote => ({
  ...quote,
  ...untoldQuote(),
  lines: quote.lines.map(({ sku, quantity, unitMinor, totalMinor }) => ({
    sku,
    quantity,
    unitMinor: BigInt(unitMinor),
    totalMinor: BigInt(totalMinor),
    ...untoldLine(),
  })),
  subtotalMinor: BigInt(quote.subtotalMinor),
  discountMinor: BigInt(quote.discountMinor),
  shippingMinor: BigInt(quote.shippingMinor),
  taxMinor: BigInt(quote.taxMinor),
  includedTaxMinor: BigInt(quote.includedTaxMinor),
  totalMinor: BigInt(quote.totalMinor),
});
