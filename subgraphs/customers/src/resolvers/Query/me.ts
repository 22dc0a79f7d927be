import { customerIdOf } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const me: NonNullable<QueryResolvers['me']> = (_parent, _args, { caller, loaders }) => {
  const id = customerIdOf(caller);
  return id === undefined ? null : loaders.customers.load(id);
};
