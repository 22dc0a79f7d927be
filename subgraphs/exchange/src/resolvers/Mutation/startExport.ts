import { authorOf } from '@cartograph/kit/audit';
import { idempotencyConflict } from '@cartograph/kit/problems';
import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { scopeOf } from '#scope-of';

export const startExport: NonNullable<MutationResolvers['startExport']> = async (_root, { input }, { caller, requestId, useCases }) => {
  const { data, format, idempotencyKey } = input;
  requireScope(caller, 'jobs:run');
  requireScope(caller, scopeOf('EXPORT', data));
  const command = { kind: 'EXPORT', data, format, idempotencyKey, dryRun: false, changedAfter: input.changedAfter ?? null } as const;
  const outcome = await useCases.startJob(command, authorOf(caller, requestId));
  switch (outcome.kind) {
    case 'started':
      return { __typename: 'ExportStarted', job: outcome.job };
    case 'key-used':
      return idempotencyConflict('job');
    case 'invalid':
      return outcome.problem;
  }
};
