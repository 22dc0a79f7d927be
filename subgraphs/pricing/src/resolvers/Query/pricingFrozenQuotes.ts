import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';

export const pricingFrozenQuotes: NonNullable<QueryResolvers['pricingFrozenQuotes']> = (_root, { input }, { caller, commands }) => {
  requireRoom(caller);
  if (input.length > 200) throw badUserInput('input', 'input must be at most 200.');
  return commands.frozenQuotes(input);
};
