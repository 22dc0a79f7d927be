import type { CurrencyCode } from '@cartograph/kit/money';
import { maxLines, maxQuantity } from '@cartograph/kit/problems';
import type { Cart } from '#cart/rules/cart';
import { type CartNotice, couponLeftOut, currencyConverted, lineLeftOut, merged, quantityCapped } from '#cart/rules/notice';
import { maxCoupons } from '#placing/rules/fields';

export interface Merge {
  /** Of the lines that change, what they become. */
  lines: { sku: string; title: string; quantity: number }[];
  couponCodes: string[];
  currency: CurrencyCode;
  version: number;
  notices: CartNotice[];
}

type Merged = Pick<Cart, 'version' | 'currency' | 'couponCodes' | 'lines'>;

/**
 * `other` goes into `own`: quantities add up to what a cart may hold, lines and coupons are taken in their order as long as there is room,
 * and what there is none for is told. The version is higher than any that either cart was ever shown at, so that nobody orders by the
 * version of the one what is in the other. An empty cart takes the currency of what comes in.
 */
export function mergeCarts(own: Merged, other: Merged): Merge {
  const notices: CartNotice[] = other.lines.length + other.couponCodes.length > 0 ? [merged()] : [];
  const currency = own.lines.length === 0 && other.lines.length > 0 ? other.currency : own.currency;
  if (other.lines.length > 0 && other.currency !== currency) notices.push(currencyConverted(other.currency, currency));
  const present = new Map(own.lines.map((line) => [line.sku, line]));
  let room = maxLines - own.lines.length;
  const lines = other.lines.flatMap(({ sku, title, quantity }) => {
    const line = present.get(sku);
    if (!line && (room -= 1) < 0) {
      notices.push(lineLeftOut(sku, maxLines));
      return [];
    }
    const sum = (line?.quantity ?? 0) + quantity;
    if (sum > maxQuantity) notices.push(quantityCapped(sku, maxQuantity));
    return [{ sku, title, quantity: Math.min(sum, maxQuantity) }];
  });
  const couponCodes = [...new Set([...own.couponCodes, ...other.couponCodes])];
  for (const coupon of couponCodes.slice(maxCoupons)) notices.push(couponLeftOut(coupon, maxCoupons));
  return { lines, couponCodes: couponCodes.slice(0, maxCoupons), currency, version: Math.max(own.version, other.version) + 1, notices };
}
