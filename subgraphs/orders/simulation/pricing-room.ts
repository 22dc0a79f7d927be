import { untoldLine, untoldQuote } from '#placing/rules/untold';
import type { FreezeQuoteCommand, FreezeQuoteOutcome, FrozenQuote, QuoteOutcome, QuoteState } from '#remotes/pricing';

/** Odd cents: 115, 57 and 1999 are no whole number any more after a division by 100 and back in floating point. */
const prices: Readonly<Record<string, bigint>> = { MUG: 115n, PEN: 29n, CUP: 57n, LAMP: 1999n, CHAIR: 4999n };

export const coupon = 'SAVE';
const couponMinor = 7n;
export const couponLimit = 2;

export const priceOf = (sku: string, raised: boolean): bigint => (prices[sku] ?? 0n) + (raised && sku === 'PEN' ? 10n : 0n);

/** total = subtotal - discount; the coupon first, then the points, one minor unit each. */
export function priced({ lines, couponCodes, redeemPoints, customerId }: FreezeQuoteCommand, raised: boolean): FrozenQuote {
  const rows = lines.map(({ sku, quantity }) => {
    const unitMinor = priceOf(sku, raised);
    return { sku, quantity, unitMinor, totalMinor: unitMinor * BigInt(quantity), ...untoldLine() };
  });
  const subtotalMinor = rows.reduce((sum, { totalMinor }) => sum + totalMinor, 0n);
  const withCoupon = subtotalMinor - (couponCodes.length > 0 ? couponMinor : 0n);
  const redeemed = BigInt(redeemPoints) < withCoupon ? BigInt(redeemPoints) : withCoupon;
  const totalMinor = withCoupon - redeemed;
  return {
    currency: 'USD',
    lines: rows,
    subtotalMinor,
    discountMinor: subtotalMinor - totalMinor,
    shippingMinor: 0n,
    taxMinor: 0n,
    includedTaxMinor: 0n,
    totalMinor,
    pointsToEarn: customerId === null ? 0 : Number(totalMinor / 100n),
    pointsRedeemed: Number(redeemed),
    ...untoldQuote(),
    pointsValueMinor: redeemed,
  };
}

interface Frozen {
  state: QuoteState;
  quote: FrozenQuote | null;
  claims: number;
}

export function createPricingRoom(raised: () => boolean) {
  const quotes = new Map<string, Frozen>();
  /** Also those whose refusal was lost: the buyer may have been told of it. */
  const everRefused = new Set<string>();
  let used = 0;

  const freeze = (command: FreezeQuoteCommand): FreezeQuoteOutcome => {
    const { placementId, couponCodes } = command;
    let frozen = quotes.get(placementId);
    if (!frozen) {
      const claims = couponCodes.length;
      const refused = used + claims > couponLimit;
      frozen = refused ? { state: 'REFUSED', quote: null, claims: 0 } : { state: 'FROZEN', quote: priced(command, raised()), claims };
      used += frozen.claims;
      quotes.set(placementId, frozen);
      if (refused) everRefused.add(placementId);
    }
    const { state, quote } = frozen;
    const rejectedCoupons = state === 'REFUSED' ? [{ coupon, reason: 'USED_UP' as const, message: 'It is used up.' }] : [];
    return { placementId, state, quote, unpricedSkus: [], rejectedCoupons, tooLarge: false, shippingProblem: null };
  };
  const move =
    (from: QuoteState, to: QuoteState) =>
    ({ placementId }: { placementId: string }): QuoteOutcome => {
      const frozen = quotes.get(placementId) ?? { state: 'CANCELLED', quote: null, claims: 0 };
      quotes.set(placementId, frozen);
      if (frozen.state === from) {
        frozen.state = to;
        if (to !== 'CONFIRMED') used -= frozen.claims;
      }
      return { placementId, state: frozen.state };
    };

  return {
    /** Takes back what is about to be done for this placement. */
    remember: (id: string): (() => void) => {
      const frozen = quotes.get(id);
      const [before, uses] = [frozen && { ...frozen }, used];
      return () => {
        if (before) quotes.set(id, before);
        else quotes.delete(id);
        used = uses;
      };
    },
    freeze,
    confirm: move('FROZEN', 'CONFIRMED'),
    cancel: move('FROZEN', 'CANCELLED'),
    giveBack: move('CONFIRMED', 'RETURNED'),
    state: (id: string) => quotes.get(id)?.state,
    quote: (id: string) => quotes.get(id)?.quote ?? undefined,
    refused: (id: string) => everRefused.has(id),
    /** What is wrong with the uses of the coupon, in words. */
    miscounted: () => {
      const claimed = [...quotes.values()]
        .filter(({ state }) => state === 'FROZEN' || state === 'CONFIRMED')
        .reduce((sum, { claims }) => sum + claims, 0);
      return used === claimed && used <= couponLimit ? [] : [`${used} uses counted, ${claimed} claimed, ${couponLimit} allowed`];
    },
  };
}
