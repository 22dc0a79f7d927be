import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';

export const pricingExportPrices: NonNullable<QueryResolvers['pricingExportPrices']> = (_root, { pages }, { caller, commands }) => {
  requireRoom(caller);
  if (pages.some(({ first }) => first < 1 || first > 1_000)) throw badUserInput('pages', 'first must be from 1 to 1000.');
  return commands.exportPrices(
    pages.map(({ after, changedAfter, first }) => ({ after: after ?? null, changedAfter: changedAfter ?? null, first })),
  );
};
