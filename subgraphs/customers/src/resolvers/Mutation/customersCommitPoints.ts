import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const customersCommitPoints: NonNullable<MutationResolvers['customersCommitPoints']> = (
  _parent,
  { input },
  { caller, commands },
) => {
  requireRoom(caller);
  return commands.commitPoints(input);
};
