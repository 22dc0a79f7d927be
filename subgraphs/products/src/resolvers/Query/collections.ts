import type { QueryResolvers } from '#generated/resolvers';

export const collections: NonNullable<QueryResolvers['collections']> = (_root, _args, { useCases, seesAll }) =>
  useCases.listCollections(seesAll);
