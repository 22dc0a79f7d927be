import { findOrder } from '#find-order';
import type { QueryResolvers } from '#generated/resolvers';

export const order: NonNullable<QueryResolvers['order']> = (_parent, by, { db, tokens, caller }) => findOrder(db, tokens, by, caller);
