import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import { notFound } from '@cartograph/kit/problems';
import type { MutationResolvers } from '#generated/resolvers';

export const deleteShoppingList: NonNullable<MutationResolvers['deleteShoppingList']> = async (
  _parent,
  { input },
  { useCases, caller },
) => {
  const customerId = customerIdOf(caller);
  if (customerId === undefined) throw unauthenticated();
  const deleted = await useCases.deleteList(customerId, input.id);
  return deleted ? { __typename: 'ShoppingListDeleted', id: input.id } : notFound('You have no such list.');
};
