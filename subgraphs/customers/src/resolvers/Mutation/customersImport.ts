import { requireRoom } from '@cartograph/kit/caller';
import { badUserInput } from '@cartograph/kit/errors';
import { maxImportedRows } from '#exchange/import-rows';
import type { CustomersImportInput, MutationResolvers } from '#generated/resolvers';

export const customersImport: NonNullable<MutationResolvers['customersImport']> = (_root, { batches }, { caller, commands }) => {
  requireRoom(caller);
  if (batches.length > 10) throw badUserInput('batches', 'batches must be at most 10.');
  if (batches.some(({ rows }) => rows.length > maxImportedRows))
    throw badUserInput('batches', `rows must be at most ${maxImportedRows} a batch.`);
  return commands.importRows(batches.map(commandOf));
};

const commandOf = ({ writerId, rows, ...batch }: CustomersImportInput) => ({
  ...batch,
  writerId: writerId ?? null,
  rows: rows.map(({ name, groupCodes, note, createdAt, addresses, keeps, ...row }) => ({
    ...row,
    name: name ?? null,
    groupCodes: groupCodes ?? null,
    note: note ?? null,
    createdAt: createdAt ?? null,
    addresses: addresses ?? null,
    keeps: keeps ?? null,
  })),
});
