import { authorOf } from '@cartograph/kit/audit';
import { idempotencyConflict } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { expiryOf } from '#rules/job';
import { scopeOf } from '#scope-of';

export const startImport: NonNullable<MutationResolvers['startImport']> = async (_root, { input }, { caller, requestId, useCases }) => {
  const { data, format, idempotencyKey } = input;
  requireScope(caller, 'jobs:run');
  requireScope(caller, scopeOf('IMPORT', data));
  const command = { kind: 'IMPORT', data, format, idempotencyKey, dryRun: input.dryRun ?? false, changedAfter: null } as const;
  const outcome = await useCases.startJob(command, authorOf(caller, requestId));
  switch (outcome.kind) {
    case 'started':
      return {
        __typename: 'ImportStarted',
        job: outcome.job,
        uploadUrl: useCases.urlOf(outcome.job, 'upload'),
        expiresAt: expiryOf(outcome.job),
      };
    case 'key-used':
      return idempotencyConflict('job');
    case 'invalid':
      return outcome.problem;
  }
};
