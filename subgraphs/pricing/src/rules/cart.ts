import type { CurrencyCode } from '@cartograph/kit/money';
import type { BasketLine } from '#rules/basket';

/** What the gateway brings of a cart from orders; the last three only when its quote is asked for. */
export interface Cart {
  readonly id: string;
  readonly currencyCode?: CurrencyCode;
  readonly couponCodes?: readonly string[];
  readonly lines?: readonly BasketLine[];
}
