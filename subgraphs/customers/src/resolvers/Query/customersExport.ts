import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { maxImportedRows } from '#exchange/import-rows';
import type { QueryResolvers } from '#generated/resolvers';

export const customersExport: NonNullable<QueryResolvers['customersExport']> = (_root, { pages }, { caller, commands }) => {
  requireRoom(caller);
  if (pages.length > 10) throw badUserInput('pages', 'pages must be at most 10.');
  if (pages.some(({ first }) => first < 1 || first > maxImportedRows))
    throw badUserInput('pages', `first must be from 1 to ${maxImportedRows}.`);
  return commands.exportRows(pages.map(({ after, first }) => ({ after: after ?? null, first })));
};
