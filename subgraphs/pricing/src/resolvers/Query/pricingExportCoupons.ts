import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { QueryResolvers } from '#generated/resolvers';
import { maxImportedCoupons } from '#promotions/import-coupons';

export const pricingExportCoupons: NonNullable<QueryResolvers['pricingExportCoupons']> = (_root, { pages }, { caller, commands }) => {
  requireRoom(caller);
  if (pages.some(({ first }) => first < 1 || first > maxImportedCoupons))
    throw badUserInput('pages', `first must be from 1 to ${maxImportedCoupons}.`);
  return commands.exportCoupons(pages.map(({ after, first }) => ({ after: after ?? null, first })));
};
