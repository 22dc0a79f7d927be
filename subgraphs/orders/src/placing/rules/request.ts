import { type CurrencyCode, parseDecimal } from '@cartograph/kit/money';
import { readLocale } from '@cartograph/kit/people/locale';
import type { PlaceOrderInput } from '#generated/resolvers';
import { addressesOf, type OrderAddress } from '#placing/rules/address';
import { normalizeReturnUrl } from '#placing/rules/payment-input';

export interface Line {
  sku: string;
  quantity: number;
}

/** What a placement was asked for, normalized; kept with it for as long as it lives. */
export interface PlacementRequest {
  currency: CurrencyCode;
  /** One line a SKU, in the order they were first named. */
  lines: Line[];
  email: string;
  customerId: string | null;
  shippingAddress: OrderAddress;
  /** Null: the same as shipping; missing on placements of before. */
  billingAddress?: OrderAddress | null;
  /** Until it is decided: then it is forgotten. */
  paymentToken?: string;
  /** Where the bank's page sends the buyer back to; absent in requests of before. */
  returnUrl?: string | null;
  /** Who asked, as far as the gateway knows, by a keyed hash; until it is decided. */
  client?: string | null;
  couponCodes: string[];
  redeemPoints: number;
  /** One of pricing's options; missing: the cheapest. */
  shippingOptionId?: string;
  /** The language of the e-mails about it (BCP 47); missing: the customer's, or the shop's. */
  locale?: string;
  /** Minor units, or null when the buyer named no total. */
  expectedTotalMinor: string | null;
}

/** Who asks. */
export type Asking = Required<Pick<PlacementRequest, 'email' | 'customerId' | 'client'>>;

/** Sums lines of the same SKU, keeping the place of the first. */
export function mergeLines(lines: readonly Line[]): Line[] {
  const merged = new Map<string, number>();
  for (const { sku, quantity } of lines) merged.set(sku.trim(), (merged.get(sku.trim()) ?? 0) + quantity);
  return [...merged].map(([sku, quantity]) => ({ sku, quantity }));
}

/** Coupon codes are the same in upper and lower case; a repeated one counts once. */
export const normalizeCoupons = (codes: readonly string[]): string[] => [...new Set(codes.map((code) => code.trim().toUpperCase()))];

function localeOf({ locale }: PlaceOrderInput): { locale?: string } {
  const outcome = readLocale('locale', locale ?? '');
  return outcome.kind === 'read' && outcome.value !== null ? { locale: outcome.value } : {};
}

/** The request of a checked input, the basket it names (its own lines, or the cart's) and who asks. Fields stand as in `storedQuote`. */
export function normalizeRequest(
  input: PlaceOrderInput,
  basket: { lines: readonly Line[]; couponCodes: readonly string[]; currency: CurrencyCode },
  { email, customerId, client }: Asking,
): PlacementRequest {
  const { expectedTotal } = input;
  const { shippingAddress, billingAddress } = addressesOf(input);
  return {
    email,
    lines: mergeLines(basket.lines),
    client,
    ...localeOf(input),
    currency: basket.currency,
    returnUrl: normalizeReturnUrl(input.payment.returnUrl),
    customerId,
    couponCodes: normalizeCoupons(basket.couponCodes),
    paymentToken: input.payment.token.trim(),
    redeemPoints: input.redeemPoints ?? 0,
    ...(input.shippingOptionId == null ? {} : { shippingOptionId: input.shippingOptionId.trim() }),
    billingAddress,
    shippingAddress,
    expectedTotalMinor: expectedTotal ? (parseDecimal(expectedTotal.amount, expectedTotal.currencyCode)?.toString() ?? null) : null,
  };
}
