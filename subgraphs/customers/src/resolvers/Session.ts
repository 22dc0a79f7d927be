import type { SessionResolvers } from '#generated/resolvers';
import type { Loaders } from '#loaders';
import type { Session as Source } from '#sessions/rules/session';

/** Taken over already, or looked up for whoever came without one. */
const cartOf = async ({ cart, customer }: Source, { ownCarts }: Loaders) => (cart === undefined ? ownCarts.load(customer.id) : cart);

export const Session: SessionResolvers = {
  cart: async (session, _args, { loaders }) => {
    const cart = await cartOf(session, loaders);
    return cart?.cartId ? { id: cart.cartId } : null;
  },
  cartNotices: async (session, _args, { loaders }) => (await cartOf(session, loaders))?.notices ?? null,
};
