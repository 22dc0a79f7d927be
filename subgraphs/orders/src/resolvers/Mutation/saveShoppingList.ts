import { customerIdOf } from '@cartograph/kit/caller';
import { unauthenticated } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';

export const saveShoppingList: NonNullable<MutationResolvers['saveShoppingList']> = async (_parent, { input }, { useCases, caller }) => {
  const customerId = customerIdOf(caller);
  if (customerId === undefined) throw unauthenticated();
  const outcome = await useCases.saveList(customerId, input);
  return outcome.kind === 'saved' ? { __typename: 'ShoppingListSaved', shoppingList: outcome.list } : outcome.problem;
};
