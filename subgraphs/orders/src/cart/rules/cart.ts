import type { CurrencyCode } from '@cartograph/kit/money';
import type { CartNotice } from '#cart/rules/notice';

export interface CartLine {
  id: string;
  sku: string;
  title: string;
  quantity: number;
}

export interface Cart {
  id: string;
  version: number;
  currency: CurrencyCode;
  customerId: string | null;
  couponCodes: string[];
  status: 'open' | 'placing' | 'closed' | 'merged';
  /** Put aside: not the one cart of its customer. */
  saved: boolean;
  /** What merging it told. */
  mergeNotices: CartNotice[] | null;
  lines: CartLine[];
}

/** Whose cart is it? A guest's belongs to whoever knows its id; a customer's to that customer and staff alone. */
export const mayUseCart = (cart: Pick<Cart, 'customerId'>, customerId: string | undefined, staff: boolean): boolean =>
  cart.customerId === null || cart.customerId === customerId || staff;

/** Can it still be filled or ordered, now or after its placement? Else it became an order, or went into another cart. */
export const isLiving = (cart: Pick<Cart, 'status'>): boolean => cart.status === 'open' || cart.status === 'placing';

export const beingOrdered =
  'The cart is being ordered. When its payment waits at the bank, cancelPlacement frees it, and so does a new placeOrder of the same buyer.';

/** Why a cart cannot be changed or ordered now, in words, or undefined when it can. */
export function conflictOf(cart: Pick<Cart, 'status' | 'version'>, expectedVersion: number | null | undefined): string | undefined {
  if (cart.status === 'merged') return 'What was in it is in your cart now: look at that.';
  if (cart.status !== 'open') return beingOrdered;
  if (expectedVersion == null || expectedVersion === cart.version) return undefined;
  return `The cart is at version ${cart.version}, not ${expectedVersion}: look at it again.`;
}

/** Units of all lines. */
export const itemCountOf = (cart: Pick<Cart, 'lines'>): number => cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);
