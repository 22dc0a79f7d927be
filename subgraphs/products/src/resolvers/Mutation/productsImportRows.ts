import { requireRoom } from '@cartograph/kit/caller';
import type { MutationResolvers } from '#generated/resolvers';
import { rowOf } from '#resolvers/import-row';

export const productsImportRows: NonNullable<MutationResolvers['productsImportRows']> = async (_root, { input }, { caller, commands }) => {
  requireRoom(caller);
  const { id, name, jobId } = input.author;
  const by = { id: id ?? null, name, client: null, requestId: jobId ?? null };
  return { rows: await commands.importRows({ rows: input.rows.map(rowOf), dryRun: input.dryRun, by }) };
};
