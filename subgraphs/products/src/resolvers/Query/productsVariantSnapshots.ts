import { requireRoom } from '@cartograph/kit/caller';
import type { QueryResolvers } from '#generated/resolvers';

export const productsVariantSnapshots: NonNullable<QueryResolvers['productsVariantSnapshots']> = (
  _root,
  { skus },
  { caller, commands },
) => {
  requireRoom(caller);
  return commands.snapshotVariants(skus);
};
