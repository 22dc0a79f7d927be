import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { transferResult } from '#resolvers/transfer-result';

export const transferStock: NonNullable<MutationResolvers['transferStock']> = async (_parent, { input }, { caller, author, useCases }) => {
  requireScope(caller, 'stock:write');
  const { reference = null, expectedAt = null } = input;
  return transferResult(await useCases.sendTransfer({ ...input, reference, expectedAt }, author), useCases);
};
