import { customerIdOf, isStaff } from '@cartograph/kit/caller';
import { mayUseCart } from '#cart/rules/cart';
import type { QueryResolvers } from '#generated/resolvers';

export const cart: NonNullable<QueryResolvers['cart']> = async (_parent, { id }, { loaders, caller }) => {
  const found = await loaders.carts.load(id);
  return found && found.status !== 'closed' && mayUseCart(found, customerIdOf(caller), isStaff(caller)) ? found : null;
};
