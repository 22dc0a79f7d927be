import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { CreateUploadsOutcome } from '#media/create-uploads';

export const createMediaUploads: NonNullable<MutationResolvers['createMediaUploads']> = async (
  _parent,
  { input },
  { caller, useCases },
) => {
  requireScope(caller, 'catalogue:write');
  return resultOf(await useCases.createUploads(input.files));
};

function resultOf(outcome: CreateUploadsOutcome): Awaited<ResolversTypes['CreateMediaUploadsResult']> {
  switch (outcome.kind) {
    case 'created':
      return { __typename: 'MediaUploadsCreated', uploads: outcome.uploads };
    case 'invalid':
      return outcome.problem;
  }
}
