import type { QueryResolvers } from '#generated/resolvers';

export const order: NonNullable<QueryResolvers['order']> = (_parent, by, { useCases, caller }) => useCases.findOrder(by, caller);
