import type { QueryResolvers } from '#generated/resolvers';
import { findOrder } from '#order/find-order';

export const order: NonNullable<QueryResolvers['order']> = (_parent, by, { db, tokens, caller }) => findOrder(db, tokens, by, caller);
