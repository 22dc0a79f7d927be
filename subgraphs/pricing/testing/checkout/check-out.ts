import type { Database } from '@cartograph/kit/db';
import type { commands } from '#commands';
import type { FreezeQuoteCommand, FreezeQuoteOutcome } from '#freeze-quotes';
import { quoteBaskets } from '#quote-baskets';
import type { PriceOutcome } from '#rules/quote';

/** What a buyer's money is asked for, or why it is not: all that orders tells of a price. */
export type Checkout =
  | { readonly kind: 'charged'; readonly minor: bigint }
  | { readonly kind: 'price changed' | 'coupon rejected' | 'no price' | 'not sent there' };

/** As orders could get it wrong. */
export type Fault = 'none' | 'compares what it asks for before it freezes' | 'charges what it costs when money is taken';

const points = () => Promise.resolve(1_000);

export async function quoteNow(db: Database, { placementId: _, ...basket }: FreezeQuoteCommand): Promise<PriceOutcome> {
  const destination = basket.destination && { country: basket.destination.country, region: basket.destination.region ?? '' };
  const [quote] = await quoteBaskets(db, [{ ...basket, destination }], points);
  if (!quote || !('kind' in quote)) throw quote ?? new Error('no quote');
  return quote;
}

/** What a buyer is shown, and says that the order may cost; null: it cannot be bought. */
export const shownTotal = (quote: PriceOutcome): bigint | null => (quote.kind === 'priced' ? quote.totalMinor : null);

interface Meanwhile {
  /** While the price is being frozen. */
  readonly before: () => Promise<void>;
  /** Between that and the money. */
  readonly after: () => Promise<void>;
}

/** As orders does: what is frozen at another sum than the buyer expects is given up, and what is charged is what was frozen. */
export async function checkOut(
  db: Database,
  pricing: ReturnType<typeof commands>,
  command: FreezeQuoteCommand,
  expected: bigint,
  { before, after }: Meanwhile,
  fault: Fault,
): Promise<Checkout> {
  const asked = fault === 'compares what it asks for before it freezes' ? shownTotal(await quoteNow(db, command)) : null;
  await before();
  const [frozen] = await pricing.freezeQuotes([command]);
  const seen = asked ?? frozen?.quote?.totalMinor;
  if (!frozen?.quote || seen !== expected) {
    await pricing.cancelQuotes([command]);
    return { kind: refusalOf(frozen) };
  }
  await after();
  const [confirmed] = await pricing.confirmQuotes([command]);
  if (confirmed?.state !== 'CONFIRMED') throw new Error(`confirmed: ${confirmed?.state}`);
  const again = fault === 'charges what it costs when money is taken' ? shownTotal(await quoteNow(db, command)) : null;
  const [kept] = await pricing.frozenQuotes([{ placementId: command.placementId, destination: command.destination }]);
  return { kind: 'charged', minor: again ?? kept?.quote?.totalMinor ?? -1n };
}

function refusalOf(frozen: FreezeQuoteOutcome | undefined): Exclude<Checkout['kind'], 'charged'> {
  if (frozen?.quote) return 'price changed';
  if (frozen && frozen.rejectedCoupons.length > 0) return 'coupon rejected';
  if (frozen && frozen.unpricedSkus.length > 0) return 'no price';
  if (frozen?.shippingProblem) return 'not sent there';
  throw new Error('refused without a reason');
}

/** What a quote of this moment would end in. */
export function endOf(quote: PriceOutcome, expected: bigint): Checkout['kind'] {
  if (quote.kind === 'unpriced') return 'no price';
  if (quote.kind === 'unshippable') return 'not sent there';
  if (quote.kind === 'too_large') throw new Error('too large');
  if (quote.rejectedCoupons.length > 0) return 'coupon rejected';
  return quote.totalMinor === expected ? 'charged' : 'price changed';
}
