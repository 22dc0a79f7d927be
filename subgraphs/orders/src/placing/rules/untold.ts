import type { FrozenQuote } from '#remotes/pricing';

type Untold<T, Told extends keyof T> = Pick<T, Told>;
type Line = FrozenQuote['lines'][number];

/** A line that nothing is told of but its price. */
export const untoldLine = (): Untold<
  Line,
  'listMinor' | 'discountMinor' | 'discountSharesMinor' | 'taxMinor' | 'includedTaxMinor' | 'taxCategory' | 'taxRate'
> => ({
  listMinor: null,
  discountMinor: 0n,
  discountSharesMinor: [],
  taxMinor: 0n,
  includedTaxMinor: 0n,
  taxCategory: null,
  taxRate: null,
});

/** A quote that nothing is told of but its sums. */
export const untoldQuote = (): Untold<FrozenQuote, 'pointsValueMinor' | 'discounts' | 'taxes' | 'shippingTaxes'> => ({
  pointsValueMinor: 0n,
  discounts: [],
  taxes: null,
  shippingTaxes: [],
});
