import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const customersReleasePoints: NonNullable<MutationResolvers['customersReleasePoints']> = (
  _parent,
  { input },
  { caller, commands },
) => {
  requireRoom(caller);
  return commands.releasePoints(input);
};
