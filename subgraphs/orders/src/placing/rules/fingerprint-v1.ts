import { parseDecimal } from '@cartograph/kit/money';
import type { PlaceOrderInput } from '#generated/resolvers';
import { mergeLines, normalizeCoupons } from '#placing/rules/request';

// Key rules 1, as orders were placed by them: not to be changed, or their retries would be other purchases.

/** Undefined for an input that says what no input of that time could say: it repeats none of them. */
export function fingerprintV1(input: PlaceOrderInput): string | undefined {
  const address = addressV1(input.shippingAddress);
  if (!address || input.billingAddress || input.billingAddressId != null || input.shippingAddressId != null) return undefined;
  const lines = mergeLines(input.lines ?? []).toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
  return JSON.stringify([
    input.cartId?.toLowerCase() ?? null,
    input.cartVersion ?? null,
    lines.map(({ sku, quantity }) => [sku, quantity]),
    input.currencyCode ?? 'USD',
    address,
    input.payment.token.trim(),
    normalizeCoupons(input.couponCodes ?? []),
    input.redeemPoints ?? 0,
    totalOf(input),
  ]);
}

export const totalOf = ({ expectedTotal }: PlaceOrderInput): [string, string] | null =>
  expectedTotal
    ? [parseDecimal(expectedTotal.amount, expectedTotal.currencyCode)?.toString() ?? expectedTotal.amount, expectedTotal.currencyCode]
    : null;

const fieldsV1 = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country'] as const;

function addressV1(given: Partial<Record<string, string | null | undefined>> | null | undefined): [string, string | null][] | undefined {
  const said = Object.entries(given ?? {}).filter(([, value]) => value != null);
  if (!given || said.some(([field]) => !fieldsV1.some((known) => known === field))) return undefined;
  return fieldsV1.map((field) => [field, fieldV1(field, given[field])]);
}

function fieldV1(field: (typeof fieldsV1)[number], value: string | null | undefined): string | null {
  const text = value?.trim() ?? '';
  switch (field) {
    case 'name':
    case 'line2':
      return text || null;
    case 'region':
      return text.toUpperCase() || null;
    case 'country':
      return text.toUpperCase();
    case 'line1':
    case 'city':
    case 'postalCode':
      return text;
  }
}
