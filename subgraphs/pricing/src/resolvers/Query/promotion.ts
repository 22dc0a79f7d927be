import { isUuid } from '@cartograph/kit/ids';
import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const promotion: NonNullable<QueryResolvers['promotion']> = (_root, { id }, { caller, loaders }) => {
  requireScope(caller, 'prices:read');
  return isUuid(id) ? loaders.promotion.load(id) : null;
};
