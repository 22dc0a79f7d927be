import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';

export const inventoryExportStock: NonNullable<QueryResolvers['inventoryExportStock']> = (_parent, { pages }, { caller, commands }) => {
  requireRoom(caller);
  if (pages.length > 10) throw badUserInput('pages', 'pages must be at most 10.');
  return commands.exportStock(pages.map(({ after = null, changedAfter = null, first }) => ({ after, changedAfter, first })));
};
