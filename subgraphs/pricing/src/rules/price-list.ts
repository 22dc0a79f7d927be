import type { CurrencyCode } from '@cartograph/kit/money';

/** Where a price stands, and for whom and when all prices of it count. */
export interface PriceList {
  readonly code: string;
  /** 1 counts before 2. */
  readonly priority: number;
  /** Empty: for everybody. */
  readonly customerGroupCodes: readonly string[];
  /** Null: in every channel. */
  readonly channelCode: string | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

/** A SKU's price in one list. */
export interface Price {
  readonly sku: string;
  readonly currency: CurrencyCode;
  /** For one, before quantity breaks. */
  readonly listMinor: bigint;
  /** From `minQuantity` on, every one costs `unitMinor`. */
  readonly breaks: readonly QuantityBreak[];
  readonly taxCategory: string;
  /** Of one; what is not known weighs nothing. */
  readonly weightGrams: number;
  /** What it cost before, as staff says; null: no reduction is announced. */
  readonly compareAtMinor: bigint | null;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly list: PriceList;
}

export interface QuantityBreak {
  readonly minQuantity: number;
  readonly unitMinor: bigint;
}

/** The break that a quantity reaches: the one that asks for the most; undefined below all of them. */
export const breakFor = ({ breaks }: Price, quantity: number): QuantityBreak | undefined =>
  breaks.filter(({ minQuantity }) => minQuantity <= quantity).reduce<QuantityBreak | undefined>(further, undefined);

const further = (best: QuantityBreak | undefined, next: QuantityBreak): QuantityBreak =>
  best && best.minQuantity > next.minQuantity ? best : next;

/** What one costs at a quantity, in minor units. */
export const unitPrice = (price: Price, quantity: number): bigint => breakFor(price, quantity)?.unitMinor ?? price.listMinor;
