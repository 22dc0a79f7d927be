import type { Money } from '@cartograph/kit/money';

/** From the cheapest to the dearest. */
export interface PriceRange {
  readonly min: Money;
  readonly max: Money;
  readonly onSale: boolean;
}
