import { customerIdOf, isStaff } from '@cartograph/kit/caller';
import { clientError } from '@cartograph/kit/errors';
import { findCart } from '#cart/find-cart';
import { itemCountOf, mayUseCart } from '#cart/rules/cart';
import { lineProblemOf } from '#cart/rules/line-problem';
import type { CartConflictResolvers, CartLineResolvers, CartResolvers } from '#generated/resolvers';

export const Cart: CartResolvers = {
  __resolveReference: async ({ id }, { loaders, caller }) => {
    const cart = await loaders.carts.load(id);
    return cart && (caller.kind === 'room' || mayUseCart(cart, customerIdOf(caller), isStaff(caller))) ? cart : null;
  },
  currencyCode: ({ currency }) => currency,
  itemCount: itemCountOf,
  lines: ({ lines, currency, status }) => lines.map((line) => ({ ...line, currency, beingOrdered: status === 'placing' })),
};

export const CartLine: CartLineResolvers = {
  variant: ({ sku }) => ({ sku }),
  problem: async (line, _args, { loaders }) => {
    // It is short of nothing but what its own order holds.
    if (line.beingOrdered) return null;
    const problem = lineProblemOf(line, line.currency, await loaders.shelves.load(line.sku));
    if (problem === 'unknown')
      throw clientError('SUBGRAPH_UNAVAILABLE', 'Whether it can be bought cannot be looked up right now: try again.');
    return problem;
  },
};

export const CartConflict: CartConflictResolvers = {
  cart: ({ cartId }, _args, { loaders, caller }) => findCart(loaders, cartId, caller),
};
