import type { CurrencyCode } from '@cartograph/kit/money';
import type { Destination } from '#rules/basket';

export interface ShippingRate {
  readonly currency: CurrencyCode;
  /** '' for every country without a rate of its own. */
  readonly country: string;
  readonly flatMinor: bigint;
  /** Goods that come to this much are sent free; null: never. */
  readonly freeFromMinor: bigint | null;
}

/** Flat rate for goods worth `goodsMinor` after coupons; 0 without a destination, and where no rate is set. */
export function shippingFor(
  rates: readonly ShippingRate[],
  currency: CurrencyCode,
  destination: Destination | null,
  goodsMinor: bigint,
): bigint {
  if (!destination) return 0n;
  const find = (country: string) => rates.find((rate) => rate.currency === currency && rate.country === country);
  const rate = find(destination.country) ?? find('');
  if (!rate || (rate.freeFromMinor !== null && goodsMinor >= rate.freeFromMinor)) return 0n;
  return rate.flatMinor;
}
