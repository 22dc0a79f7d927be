import { customerIdOf, isStaff } from '@cartograph/kit/caller';
import { findCart } from '#cart/find-cart';
import { itemCountOf, mayUseCart } from '#cart/rules/cart';
import type { CartConflictResolvers, CartLineResolvers, CartResolvers } from '#generated/resolvers';

export const Cart: CartResolvers = {
  __resolveReference: async ({ id }, { loaders, caller }) => {
    const cart = await loaders.carts.load(id);
    return cart && (caller.kind === 'room' || mayUseCart(cart, customerIdOf(caller), isStaff(caller))) ? cart : null;
  },
  currencyCode: ({ currency }) => currency,
  itemCount: itemCountOf,
};

export const CartLine: CartLineResolvers = {
  variant: ({ sku }) => ({ sku }),
};

export const CartConflict: CartConflictResolvers = {
  cart: ({ cartId }, _args, { loaders, caller }) => findCart(loaders, cartId, caller),
};
