import type { PlaceOrderInput } from '#generated/resolvers';
import { totalOf } from '#placing/rules/fingerprint-v1';
import { mergeLines, normalizeCoupons } from '#placing/rules/request';

/**
 * What makes two inputs the same purchase, by the key rules of now: all that is bought, where it goes and how it is paid, without fields at
 * their defaults, so that a field that comes later changes no hash of before; lines are summed and sorted by SKU. Not the key, how long to
 * wait, or who asks (that is the key's scope). No table of countries or postal codes takes part: another edition of one must not make
 * another purchase of a repeated one.
 */
export function fingerprint(input: PlaceOrderInput): string {
  const lines = mergeLines(input.lines ?? []).toSorted((a, b) => (a.sku < b.sku ? -1 : 1));
  const said: [string, unknown][] = [
    ['cartId', input.cartId?.toLowerCase()],
    ['cartVersion', input.cartVersion],
    ['lines', lines.map(({ sku, quantity }) => [sku, quantity])],
    ['currencyCode', input.cartId == null && input.currencyCode === 'USD' ? null : input.currencyCode],
    ['shippingAddress', spelled(input.shippingAddress)],
    ['billingAddress', spelled(input.billingAddress)],
    ['shippingAddressId', input.shippingAddressId?.toLowerCase()],
    ['billingAddressId', input.billingAddressId?.toLowerCase()],
    ['token', input.payment.token.trim()],
    ['couponCodes', normalizeCoupons(input.couponCodes ?? [])],
    ['redeemPoints', input.redeemPoints === 0 ? null : input.redeemPoints],
    ['shippingOptionId', input.shippingOptionId?.trim().toLowerCase()],
    ['expectedTotal', totalOf(input)],
  ];
  return JSON.stringify(said.filter(([, value]) => value != null && !(Array.isArray(value) && value.length === 0)));
}

/** The fields that say something, in one order, in capitals, without accidental spaces. */
function spelled(address: object | null | undefined): [string, string][] {
  const said: [string, string][] = [];
  if (!address) return said;
  for (const [field, value] of Object.entries(address)) {
    const text = typeof value === 'string' ? plain(value) : '';
    if (text !== '') said.push([field, text]);
  }
  return said.sort(([a], [b]) => (a < b ? -1 : 1));
}

const plain = (text: string): string =>
  /^[!-~]+(?: [!-~]+)*$/.test(text) ? text.toUpperCase() : text.normalize('NFC').replace(/\s+/gu, ' ').trim().toUpperCase();
