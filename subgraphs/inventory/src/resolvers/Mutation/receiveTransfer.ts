import { requireScope } from '@cartograph/kit/scopes';
import type { MutationResolvers } from '#generated/resolvers';
import { transferResult } from '#resolvers/transfer-result';

export const receiveTransfer: NonNullable<MutationResolvers['receiveTransfer']> = async (
  _parent,
  { input },
  { caller, author, useCases },
) => {
  requireScope(caller, 'stock:write');
  const lines = input.lines.map(({ sku, received, lost }) => ({ sku, received, lost: lost ?? 0 }));
  return transferResult(await useCases.receiveTransfer({ ...input, lines }, author), useCases);
};
