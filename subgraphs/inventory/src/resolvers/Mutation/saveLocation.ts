import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers, ResolversTypes } from '#generated/resolvers';
import type { SaveLocationOutcome } from '#location/save-location';

export const saveLocation: NonNullable<MutationResolvers['saveLocation']> = async (_parent, { input }, { caller, author, useCases }) => {
  requireScope(caller, 'stock:write');
  const { id = null, expectedVersion = null, address = null } = input;
  return resultOf(await useCases.saveLocation({ ...input, id, expectedVersion, address }, author));
};

function resultOf(outcome: SaveLocationOutcome): Awaited<ResolversTypes['SaveLocationResult']> {
  switch (outcome.kind) {
    case 'saved':
      return { __typename: 'LocationSaved', location: outcome.location };
    case 'refused':
      return outcome.problem;
  }
}
