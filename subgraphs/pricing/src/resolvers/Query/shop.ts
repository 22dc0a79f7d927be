import type { QueryResolvers } from '#generated/resolvers';

export const shop: NonNullable<QueryResolvers['shop']> = (_root, _args, { useCases }) => useCases.describeShop();
