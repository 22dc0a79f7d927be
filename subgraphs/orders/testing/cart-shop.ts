import { type Caller, guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { openShop } from '#testing/shop';

export interface CartAnswer {
  __typename: string;
  code?: string;
  path?: string[];
  message?: string;
  notices?: { code: string; sku: string | null; coupon: string | null }[];
  cart: { id: string; version: number; couponCodes: string[]; currencyCode: string; lines: { sku: string; quantity: number }[] };
}

export async function openCartShop() {
  const shop = await openShop();
  const change = async (mutation: string, type: string, input: object, caller: Caller = guest): Promise<CartAnswer> => {
    const cart = 'cart { id version currencyCode couponCodes itemCount lines { sku title quantity } }';
    const parts = `__typename ... on CartUpdated { ${cart} notices { code sku coupon } } ... on CartConflict { ${cart} } ... on InvalidInput { path } ... on Problem { code message }`;
    const answer = await shop.ask(`mutation ($input: ${type}!) { result: ${mutation}(input: $input) { ${parts} } }`, { input }, caller);
    return answer['result'] as unknown as CartAnswer;
  };
  const add = (input: object, caller: Caller = guest) => change('addToCart', 'AddToCartInput', input, caller);
  const set = (input: object, caller: Caller = guest) => change('setCartLineQuantity', 'SetCartLineQuantityInput', input, caller);
  const coupon = (input: object, caller: Caller = guest) => change('applyCoupon', 'ApplyCouponInput', input, caller);
  const merge = (cartId: string, caller: Caller) => change('mergeCart', 'MergeCartInput', { cartId }, caller);
  /** The customer's one cart. */
  const ownCart = async (caller: Caller): Promise<CartAnswer['cart'] | null> => {
    const id = caller.kind === 'customer' ? caller.customerId : '';
    const query = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Customer { cart { id version lines { sku quantity } } } } }`;
    const answer = await shop.ask(query, { refs: [{ __typename: 'Customer', id }] }, caller);
    return (answer['_entities'] as { cart: CartAnswer['cart'] | null }[])[0]?.cart ?? null;
  };
  return { ...shop, change, add, set, coupon, merge, ownCart };
}

/** Somebody who has just signed up. */
export const newCustomer = (): Caller => {
  const customerId = uuidv7();
  return { kind: 'customer', customerId, email: `${customerId}@example.com`, roles: ['customer'] };
};
