import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import type { MutationResolvers, PricingImportCouponsInput } from '#generated/resolvers';
import { maxImportedCoupons } from '#promotions/import-coupons';

export const pricingImportCoupons: NonNullable<MutationResolvers['pricingImportCoupons']> = (_root, { batches }, { caller, commands }) => {
  requireRoom(caller);
  if (batches.some(({ rows }) => rows.length > maxImportedCoupons))
    throw badUserInput('batches', `rows must be at most ${maxImportedCoupons} a batch.`);
  return commands.importCoupons(batches.map(commandOf));
};

const commandOf = ({ writerId, rows, ...batch }: PricingImportCouponsInput) => ({
  ...batch,
  writerId: writerId ?? null,
  rows: rows.map(({ usageLimit, endsAt, keeps, ...row }) => ({
    ...row,
    usageLimit: usageLimit ?? null,
    endsAt: endsAt ?? null,
    keeps: keeps ?? null,
  })),
});
