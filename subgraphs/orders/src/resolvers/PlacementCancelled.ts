import { customerIdOf, isStaff } from '@cartograph/kit/caller';
import { isLiving, mayUseCart } from '#cart/rules/cart';
import type { PlacementCancelledResolvers } from '#generated/resolvers';

export const PlacementCancelled: PlacementCancelledResolvers = {
  cart: async ({ placement: { cartId } }, _args, { loaders, caller }) => {
    const cart = cartId === null ? undefined : await loaders.carts.load(cartId);
    return cart && isLiving(cart) && mayUseCart(cart, customerIdOf(caller), isStaff(caller)) ? cart : null;
  },
};
