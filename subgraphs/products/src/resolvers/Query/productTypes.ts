import type { QueryResolvers } from '#generated/resolvers';

export const productTypes: NonNullable<QueryResolvers['productTypes']> = (_root, _args, { useCases }) => useCases.listProductTypes();
