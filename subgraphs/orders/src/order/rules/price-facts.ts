/** What one cause took off an order, as jsonb keeps it: minor units as text, as below. */
export interface KeptDiscount {
  kind: 'COUPON' | 'PROMOTION' | 'POINTS' | 'MANUAL';
  code: string | null;
  label: string;
  amountMinor: string;
}

/** The tax of one rate, goods and shipping together, with all that is needed to take a part of it back as it was rounded. */
export interface KeptTax {
  label: string;
  country: string;
  region: string | null;
  ratePpm: number;
  included: boolean;
  rounding: 'HALF_UP' | 'HALF_EVEN' | 'DOWN' | 'UP';
  /** RATE: the rate's tax was rounded once, and lines and shipping share it. */
  roundedPer: 'LINE' | 'RATE';
  taxableMinor: string;
  taxMinor: string;
}

/** A part of shipping that was taxed; `taxRate` is the place of its rate in the order's taxes. */
export interface KeptShippingTax {
  taxRate: number;
  amountMinor: string;
  taxMinor: string;
}

/** Where a line's discount and tax come from. */
export interface LinePriceFacts {
  /** Its part of each of the order's discounts but points, in their order. */
  discountSharesMinor: string[];
  taxCategory: string | null;
  /** The place of its rate in the order's taxes; null: not taxed, or not known. */
  taxRate: number | null;
}

/** A rate in percent, exact: 88,750 parts per million are "8.875". */
export function percentOf(ratePpm: number): string {
  const decimals = String(ratePpm % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.trunc(ratePpm / 10_000)}${decimals === '' ? '' : `.${decimals}`}`;
}
