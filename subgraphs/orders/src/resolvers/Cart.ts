import { customerIdOf, isStaff } from '@cartograph/kit/caller';
import { mayUseCart } from '#cart/rules/cart';
import type { CartConflictResolvers, CartLineResolvers, CartResolvers } from '#generated/resolvers';

export const Cart: CartResolvers = {
  __resolveReference: async ({ id }, { loaders, caller }) => {
    const cart = await loaders.carts.load(id);
    return cart && (caller.kind === 'room' || mayUseCart(cart, customerIdOf(caller), isStaff(caller))) ? cart : null;
  },
  currencyCode: ({ currency }) => currency,
};

export const CartLine: CartLineResolvers = {
  variant: ({ sku }) => ({ sku }),
};

export const CartConflict: CartConflictResolvers = {
  cart: async ({ cartId }, _args, { loaders, caller }) => {
    const cart = await loaders.carts.load(cartId);
    return cart && mayUseCart(cart, customerIdOf(caller), isStaff(caller)) ? cart : null;
  },
};
