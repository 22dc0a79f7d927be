import type { CurrencyCode } from '@cartograph/kit/money';
import type { Basket } from '#rules/basket';
import type { Coupon } from '#rules/coupon';
import { promotionOfCoupon } from '#rules/coupon-promotion';
import type { Price, PriceList } from '#rules/price-list';
import type { CouponImport } from '#rules/pricing-import';
import { type Promotion, usualPriority } from '#rules/promotion';
import { unused } from '#rules/promotion-limits';
import { type PricedBasket, type PriceRules, priceBasket } from '#rules/quote';
import type { ShippingRate } from '#rules/shipping';
import type { TaxRate } from '#rules/tax';

/** A coupon with a promotion of its own, as shops have had them. */
export const coupon = (code: string, { startsAt = null, ...change }: Partial<Coupon> & CouponTerms = {}): Coupon => ({
  code,
  active: true,
  endsAt: null,
  usageLimit: null,
  uses: 0,
  heldUses: 0,
  promotion: promotion(code, {
    ...promotionOfCoupon({ basisPoints: 1000, ...change }),
    needsCoupon: true,
    startsAt,
    usageLimitPerCustomer: change.perCustomerLimit ?? null,
  }),
  ...change,
});

type CouponTerms = Omit<CouponImport, 'code' | 'startsAt' | 'basisPoints'> & { startsAt?: Date | null; basisPoints?: number | undefined };

export const promotion = (code: string, change: Partial<Promotion> = {}): Promotion => ({
  id: code,
  code,
  name: code,
  priority: usualPriority,
  stacking: 'STACKS',
  needsCoupon: false,
  active: true,
  startsAt: null,
  endsAt: null,
  usageLimit: null,
  usageLimitPerCustomer: null,
  conditions: [],
  effect: { kind: 'PERCENT_OFF', basisPoints: 1000, maximum: [] },
  ...change,
});

const adaUsed = { customerId: 'ada', buyerKey: 'ada@example.com', uses: 1, heldUses: 0 };
const bobPaying = { customerId: 'bob', buyerKey: null, uses: 1, heldUses: 1 };
const valueAdded = { included: true, roundedPer: 'RATE', appliesToShipping: true } as const;
export const rate = (country: string, region: string, ratePpm: number, change: Partial<TaxRate> = {}): TaxRate => ({
  country,
  region,
  taxCategory: 'standard',
  ratePpm,
  included: false,
  rounding: 'HALF_UP',
  roundedPer: 'LINE',
  appliesToShipping: false,
  ...change,
});

export const shippingRate = (
  currency: CurrencyCode,
  countries: readonly string[],
  priceMinor: bigint,
  change: Partial<ShippingRate> = {},
): ShippingRate => ({
  id: 'standard',
  code: 'standard',
  name: 'Standard delivery',
  names: [],
  kind: 'DELIVERY',
  carrier: null,
  taxCategory: null,
  regions: null,
  minDays: null,
  maxDays: null,
  freeFromMinor: null,
  maxWeightGrams: null,
  currency,
  countries,
  priceMinor,
  ...change,
});

export const defaultList: PriceList = {
  code: 'default-usd',
  priority: 1000,
  customerGroupCodes: [],
  channelCode: null,
  validFrom: null,
  validTo: null,
};

export const price = (sku: string, currency: CurrencyCode, listMinor: bigint, change: Partial<Price> = {}): Price => ({
  sku,
  currency,
  listMinor,
  breaks: [],
  taxCategory: 'standard',
  weightGrams: 0,
  compareAtMinor: null,
  validFrom: null,
  validTo: null,
  list: defaultList,
  ...change,
});

export const rules: PriceRules = {
  now: new Date('2026-06-01T00:00:00Z'),
  prices: [
    price('MUG', 'USD', 1250n),
    price('MUG', 'JPY', 1900n),
    price('MUG', 'GBP', 999n),
    price('TEA', 'USD', 990n, {
      taxCategory: 'food',
      breaks: [
        { minQuantity: 50, unitMinor: 700n },
        { minQuantity: 10, unitMinor: 850n },
      ],
    }),
    price('TEA', 'JPY', 1500n, { taxCategory: 'food', breaks: [{ minQuantity: 10, unitMinor: 1300n }] }),
    price('TEA', 'GBP', 801n, { taxCategory: 'food', breaks: [] }),
    price('GIFT', 'USD', 0n),
    price('VAULT', 'USD', 10n ** 12n),
  ],
  customerGroups: new Map(),
  taxRates: [
    rate('US', 'CA', 72_500),
    rate('US', '', 0, { taxCategory: 'food' }),
    rate('US', 'NY', 88_750, { appliesToShipping: true }),
    rate('GB', '', 200_000, valueAdded),
    rate('JP', '', 100_000, { ...valueAdded, rounding: 'DOWN' }),
    rate('JP', '', 80_000, { ...valueAdded, rounding: 'DOWN', taxCategory: 'food' }),
    rate('JP', '', 100_000, { ...valueAdded, rounding: 'DOWN', taxCategory: 'shipping' }),
  ],
  pointValues: [
    { currency: 'USD', microMinor: 1_000_000n },
    { currency: 'GBP', microMinor: 790_000n },
    { currency: 'JPY', microMinor: 1_500_000n },
  ],
  shippingRates: [
    shippingRate('USD', [], 1500n),
    shippingRate('USD', ['US'], 595n, { freeFromMinor: 5000n }),
    shippingRate('JPY', [], 800n),
  ],
  ships: false,
  timeZone: 'UTC',
  promotions: [],
  goods: new Map(),
  earlierBuyers: new Set(),
  promotionUses: new Map([
    ['ONCE', { ...unused, buyerUses: [adaUsed, bobPaying] }],
    ['BOTH', { ...unused, buyerUses: [adaUsed] }],
  ]),
  coupons: new Map(
    [
      coupon('WELCOME10'),
      coupon('FIVEOFF', { basisPoints: undefined, amounts: [{ currency: 'USD', offMinor: 500n, minimumMinor: 2000n }] }),
      coupon('TEATIME', { basisPoints: 2500, skus: ['TEA'] }),
      coupon('FOODIE', { basisPoints: 3333, taxCategories: ['food'] }),
      coupon('ALL', { basisPoints: 10_000 }),
      coupon('SOON', { startsAt: new Date('2026-06-01T00:00:00.001Z') }),
      coupon('TODAY', { startsAt: new Date('2026-06-01T00:00:00Z') }),
      coupon('GONE', { endsAt: new Date('2026-06-01T00:00:00Z') }),
      coupon('SPENT', { usageLimit: 3, uses: 3 }),
      coupon('ONCE', { perCustomerLimit: 1 }),
      coupon('PAYING', { usageLimit: 3, uses: 3, heldUses: 1 }),
      coupon('BOTH', { usageLimit: 1, uses: 1, heldUses: 1, perCustomerLimit: 1 }),
    ].map((one) => [one.code, one]),
  ),
};

export const basket = (change: Partial<Basket> = {}): Basket => ({
  currency: 'USD',
  lines: [{ sku: 'MUG', quantity: 2 }],
  destination: null,
  couponCodes: [],
  redeemPoints: 0,
  customerId: null,
  buyerKey: null,
  ...change,
});

export function priced(change: Partial<Basket> = {}, terms: Partial<PriceRules> = {}): PricedBasket {
  const outcome = priceBasket(basket(change), { ...rules, ...terms });
  if (outcome.kind !== 'priced') throw new Error(outcome.kind);
  return outcome;
}
