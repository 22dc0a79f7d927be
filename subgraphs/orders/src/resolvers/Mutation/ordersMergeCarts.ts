import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';

export const ordersMergeCarts: NonNullable<MutationResolvers['ordersMergeCarts']> = (_parent, { input }, { useCases, caller }) => {
  requireRoom(caller);
  return useCases.mergeCarts(input);
};
