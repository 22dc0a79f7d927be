import type { CurrencyCode } from '@cartograph/kit/money';

/** A SKU's price in one currency. */
export interface Price {
  readonly sku: string;
  readonly currency: CurrencyCode;
  /** For one, before quantity breaks. */
  readonly listMinor: bigint;
  /** From `minQuantity` on, every one costs `unitMinor`. */
  readonly breaks: readonly QuantityBreak[];
  readonly taxCategory: string;
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
