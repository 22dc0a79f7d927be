import type { CurrencyCode } from '@cartograph/kit/money';

/** What everybody pays for one of a SKU between two moments, as pricing tells it. */
export interface ToldPrice {
  readonly currency: CurrencyCode;
  readonly unitMinor: string;
  readonly compareAtMinor: string | null;
  readonly from: string;
  /** Null: for ever, as far as is known. */
  readonly to: string | null;
}
