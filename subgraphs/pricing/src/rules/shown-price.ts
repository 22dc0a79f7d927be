import type { Price } from '#rules/price-list';

/** The price that counts for somebody, at a quantity. */
export interface ShownPrice {
  readonly price: Price;
  readonly quantity: number;
  /** Null: a guest. */
  readonly customerId: string | null;
}
