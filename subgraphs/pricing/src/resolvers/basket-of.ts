import type { QuoteInput } from '#generated/resolvers';
import { destinationFrom } from '#resolvers/destination-of';
import type { Basket } from '#rules/basket';

/** A basket as a client gave it at `at` among the arguments, and who buys it. */
export const basketFrom = (input: QuoteInput, at: readonly string[], buyer: Pick<Basket, 'customerId' | 'buyerKey'>): Basket => ({
  currency: input.currencyCode ?? 'USD',
  lines: input.lines.map(({ sku, quantity }) => ({ sku: sku.trim(), quantity })),
  destination: destinationFrom(input.destination, [...at, 'destination']),
  couponCodes: input.couponCodes ?? [],
  redeemPoints: input.redeemPoints ?? 0,
  shippingOptionId: input.shippingOptionId ?? null,
  ...buyer,
});
