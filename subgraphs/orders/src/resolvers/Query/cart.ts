import { findCart } from '#cart/find-cart';
import type { QueryResolvers } from '#generated/resolvers';

export const cart: NonNullable<QueryResolvers['cart']> = (_parent, { id }, { loaders, caller }) => findCart(loaders, id, caller);
