import type { CurrencyCode } from '@cartograph/kit/money';

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
  status: 'open' | 'placing' | 'closed';
  lines: CartLine[];
}

/** Whose cart is it? A guest's belongs to whoever knows its id; a customer's to that customer and staff alone. */
export const mayUseCart = (cart: Pick<Cart, 'customerId'>, customerId: string | undefined, staff: boolean): boolean =>
  cart.customerId === null || cart.customerId === customerId || staff;

/** Why a cart cannot be changed or ordered now, in words, or undefined when it can. */
export function conflictOf(cart: Pick<Cart, 'status' | 'version'>, expectedVersion: number | null | undefined): string | undefined {
  if (cart.status !== 'open') return 'The cart is being ordered.';
  if (expectedVersion == null || expectedVersion === cart.version) return undefined;
  return `The cart is at version ${cart.version}, not ${expectedVersion}: look at it again.`;
}
