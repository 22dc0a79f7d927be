import { badUserInput } from '@cartograph/kit/errors';
import { holdsScope } from '@cartograph/kit/scopes';
import type { JobResolvers } from '#generated/resolvers';
import { fileHours, isOver, type Job as Source } from '#rules/job';
import { scopeOf } from '#scope-of';

const isKept = ({ finishedAt, filesForgottenAt }: Source): boolean =>
  finishedAt !== null && filesForgottenAt === null && Date.now() - finishedAt.getTime() < fileHours * 3_600_000;

export const Job: JobResolvers = {
  bytesDone: ({ kind, fileBytes, position }) => (kind === 'IMPORT' ? position : fileBytes),
  rowsTotal: ({ status, rowsDone }) => (status === 'SUCCEEDED' || status === 'SUCCEEDED_WITH_REFUSALS' ? rowsDone : null),
  refusals: (job, { first }, { loaders }) => {
    const size = first ?? 50;
    if (size < 1 || size > 100) throw badUserInput('first', 'first must be from 1 to 100.');
    return loaders.refusals(size).load(job.id);
  },
  reportUrl: (job, _args, { caller, useCases }) =>
    job.kind === 'IMPORT' && isKept(job) && holdsScope(caller, scopeOf('EXPORT', job.data)) ? useCases.urlOf(job, 'report') : null,
  fileUrl: (job, _args, { caller, useCases }) =>
    job.kind === 'EXPORT' && isOver(job) && job.status === 'SUCCEEDED' && isKept(job) && holdsScope(caller, scopeOf('EXPORT', job.data))
      ? useCases.urlOf(job, 'file')
      : null,
};
