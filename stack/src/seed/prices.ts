import type { CurrencyCode } from '@cartograph/kit/money';
import { items } from './catalogue.ts';
import { taxRates } from './tax.ts';

/** What one US cent is in each list, and the step that its prices are rounded to, in minor units. */
const lists: readonly { currency: CurrencyCode; rate: number; step: number }[] = [
  { currency: 'USD', rate: 1, step: 1 },
  { currency: 'EUR', rate: 0.93, step: 10 },
  { currency: 'GBP', rate: 0.79, step: 10 },
  { currency: 'JPY', rate: 1.5, step: 10 },
];

const day = 86_400_000;

/** What pricing imports: four price lists, coupons, tax and shipping. */
export function prices(now: Date) {
  return {
    items: items.map(({ sku, product }) => ({ sku, taxCategory: product.taxCategory ?? 'standard' })),
    prices: items.flatMap(({ sku, price, product }) =>
      lists.map(({ currency, rate, step }) => {
        const converted = (cents: number): bigint => BigInt(Math.max(step, Math.round((cents * rate) / step) * step));
        // A break is written for the product's own price; dearer variants get the same reduction.
        const breaks = Object.entries(product.breaks ?? {}).map(([quantity, cents]) => ({
          minQuantity: Number(quantity),
          unitMinor: converted((cents / product.price) * price),
        }));
        return { sku, currency, listMinor: converted(price), breaks };
      }),
    ),
    coupons: [
      { code: 'WELCOME10', basisPoints: 1_000, perCustomerLimit: 1 },
      {
        code: 'TAKE5',
        amounts: [
          { currency: 'USD' as const, offMinor: 500n, minimumMinor: 4_000n },
          { currency: 'EUR' as const, offMinor: 500n, minimumMinor: 4_000n },
          { currency: 'GBP' as const, offMinor: 450n, minimumMinor: 3_500n },
          { currency: 'JPY' as const, offMinor: 700n, minimumMinor: 6_000n },
        ],
      },
      { code: 'SUMMER20', basisPoints: 2_000, startsAt: new Date(now.getTime() - 140 * day), endsAt: new Date(now.getTime() - 50 * day) },
      { code: 'LUCKY3', basisPoints: 2_500, usageLimit: 3 },
      {
        code: 'HELLO15',
        promotion: {
          name: '15 % off a first order',
          conditions: [{ kind: 'FIRST_ORDER' as const }],
          effect: { kind: 'PERCENT_OFF' as const, basisPoints: 1_500, maximum: [] },
        },
      },
      {
        code: 'BREW3',
        promotion: {
          name: 'Three for two of tea and coffee',
          conditions: [{ kind: 'CATEGORIES' as const, values: ['tea-coffee'] }],
          effect: { kind: 'BUY_X_GET_Y' as const, buy: 2, get: 1, basisPoints: 10_000, maximum: [] },
        },
      },
    ],
    taxRates,
    shippingRates: [
      { currency: 'USD' as const, country: 'US', flatMinor: 595n, freeFromMinor: 7_500n },
      { currency: 'USD' as const, country: null, flatMinor: 1_995n, freeFromMinor: null },
      { currency: 'EUR' as const, country: 'DE', flatMinor: 490n, freeFromMinor: 6_000n },
      { currency: 'EUR' as const, country: 'FR', flatMinor: 590n, freeFromMinor: 7_000n },
      { currency: 'EUR' as const, country: null, flatMinor: 1_490n, freeFromMinor: null },
      { currency: 'GBP' as const, country: 'GB', flatMinor: 395n, freeFromMinor: 5_000n },
      { currency: 'GBP' as const, country: null, flatMinor: 1_395n, freeFromMinor: null },
      { currency: 'JPY' as const, country: 'JP', flatMinor: 800n, freeFromMinor: 10_000n },
      { currency: 'JPY' as const, country: null, flatMinor: 2_800n, freeFromMinor: null },
    ],
  };
}
