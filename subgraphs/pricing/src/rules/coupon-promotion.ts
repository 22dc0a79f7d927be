import { type CurrencyCode, currencies, money } from '@cartograph/kit/money';
import type { CouponImport } from '#rules/pricing-import';
import type { Condition, Effect } from '#rules/promotion';

type Given = Pick<CouponImport, 'amounts' | 'skus' | 'taxCategories' | 'promotion'> & { readonly basisPoints?: number | undefined };

/** What a coupon by itself says, as a promotion says it: a percentage or fixed amounts, of some goods, from a sum of all goods on; or the promotion it is given with. */
export function promotionOfCoupon({ basisPoints, amounts = [], skus, taxCategories, promotion }: Given): {
  conditions: readonly Condition[];
  effect: Effect;
} {
  if (promotion) return { conditions: promotion.conditions, effect: promotion.effect };
  const conditions: Condition[] = [];
  if (skus) conditions.push({ kind: 'SKUS', values: skus });
  if (taxCategories) conditions.push({ kind: 'TAX_CATEGORIES', values: taxCategories });
  const minimumIn = (currency: CurrencyCode) => amounts.find((amount) => amount.currency === currency)?.minimumMinor ?? 0n;
  // In a currency without a minimum a coupon asks for nothing; a promotion that names other sums alone is not to be had there.
  if (amounts.some(({ minimumMinor = 0n }) => minimumMinor > 0n))
    conditions.push(...currencies.map((one) => ({ kind: 'SUBTOTAL_FROM' as const, amount: money(minimumIn(one), one) })));
  const off = amounts.flatMap(({ currency, offMinor }) => (offMinor === undefined ? [] : [money(offMinor, currency)]));
  return {
    conditions,
    effect: basisPoints === undefined ? { kind: 'AMOUNT_OFF', amounts: off } : { kind: 'PERCENT_OFF', basisPoints, maximum: [] },
  };
}
