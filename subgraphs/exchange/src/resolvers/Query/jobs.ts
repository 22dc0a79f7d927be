import { requireScope } from '@cartograph/kit/scopes';
import type { QueryResolvers } from '#generated/resolvers';

export const jobs: NonNullable<QueryResolvers['jobs']> = (_root, { kind, ...page }, { caller, useCases }) => {
  requireScope(caller, 'jobs:run');
  return useCases.listJobs(kind ?? null, page);
};
