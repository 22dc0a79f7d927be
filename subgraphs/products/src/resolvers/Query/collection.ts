import { findCollection } from '#find-collection';
import type { QueryResolvers } from '#generated/resolvers';

export const collection: NonNullable<QueryResolvers['collection']> = (_root, args, context) => findCollection(context, args);
