import { isUuid } from '@cartograph/kit/ids';
import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const job: NonNullable<QueryResolvers['job']> = (_root, { id }, { caller, loaders }) => {
  requireScope(caller, 'jobs:run');
  return isUuid(id) ? loaders.job.load(id.toLowerCase()) : null;
};
