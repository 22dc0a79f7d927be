import type { CurrencyCode } from '@cartograph/kit/money';
import type { RejectedCoupon } from '#rules/coupon';
import type { PricedBasket } from '#rules/quote';

/** A price as it is kept for a placement, for ever. total = subtotal - discount + shipping + tax, in minor units. */
export interface FrozenQuote {
  currency: CurrencyCode;
  lines: FrozenLine[];
  subtotalMinor: bigint;
  /** Coupons and points together; the lines' discounts are of coupons alone. */
  discountMinor: bigint;
  shippingMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
  totalMinor: bigint;
  pointsToEarn: number;
  pointsRedeemed: number;
}

export interface FrozenLine {
  sku: string;
  quantity: number;
  unitMinor: bigint;
  totalMinor: bigint;
  discountMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
}

export type QuoteState = 'FROZEN' | 'REFUSED' | 'CONFIRMED' | 'CANCELLED' | 'RETURNED';

/** Why a freeze was refused. */
export interface FreezeRefusal {
  unpricedSkus: string[];
  rejectedCoupons: RejectedCoupon[];
  /** More than 10^15 minor units. */
  tooLarge: boolean;
}

/** JSON has no bigint: amounts are stored as text. */
type Stored<T> = T extends bigint
  ? string
  : T extends readonly (infer Item)[]
    ? Stored<Item>[]
    : T extends object
      ? { [Key in keyof T]: Stored<T[Key]> }
      : T;
export type StoredQuote = Stored<FrozenQuote>;

export const frozenQuote = (priced: PricedBasket): FrozenQuote => ({
  currency: priced.currency,
  lines: priced.lines.map(({ listMinor: _, ...line }) => frozenLine(line)),
  subtotalMinor: priced.subtotalMinor,
  discountMinor: priced.discountMinor,
  shippingMinor: priced.shippingMinor,
  taxMinor: priced.taxMinor,
  includedTaxMinor: priced.includedTaxMinor,
  totalMinor: priced.totalMinor,
  pointsToEarn: priced.pointsToEarn,
  pointsRedeemed: priced.pointsRedeemed,
});

const frozenLine = ({ sku, quantity, unitMinor, totalMinor, discountMinor, taxMinor, includedTaxMinor }: FrozenLine): FrozenLine => ({
  sku,
  quantity,
  unitMinor,
  totalMinor,
  discountMinor,
  taxMinor,
  includedTaxMinor,
});

export const fromStored = (stored: StoredQuote): FrozenQuote => ({
  ...stored,
  lines: stored.lines.map((line) => ({
    ...line,
    unitMinor: BigInt(line.unitMinor),
    totalMinor: BigInt(line.totalMinor),
    discountMinor: BigInt(line.discountMinor),
    taxMinor: BigInt(line.taxMinor),
    includedTaxMinor: BigInt(line.includedTaxMinor),
  })),
  subtotalMinor: BigInt(stored.subtotalMinor),
  discountMinor: BigInt(stored.discountMinor),
  shippingMinor: BigInt(stored.shippingMinor),
  taxMinor: BigInt(stored.taxMinor),
  includedTaxMinor: BigInt(stored.includedTaxMinor),
  totalMinor: BigInt(stored.totalMinor),
});
