import { requireRoom } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const productsExportRows: NonNullable<QueryResolvers['productsExportRows']> = (_root, { after, limit }, { caller, commands }) => {
  requireRoom(caller);
  return commands.exportRows(after, limit);
};
