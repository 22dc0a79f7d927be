import { customerIdOf } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const shoppingList: NonNullable<QueryResolvers['shoppingList']> = async (_parent, { id }, { useCases, caller }) => {
  const list = await useCases.findList(id);
  return list && (list.shared || list.customerId === customerIdOf(caller)) ? list : null;
};
