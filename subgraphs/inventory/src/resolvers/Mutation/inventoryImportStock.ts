import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { MutationResolvers } from '#generated/resolvers';

export const inventoryImportStock: NonNullable<MutationResolvers['inventoryImportStock']> = (_parent, { input }, { caller, commands }) => {
  requireRoom(caller);
  if (input.length > 10) throw badUserInput('input', 'input must be at most 10.');
  return commands.importCounts(input);
};
