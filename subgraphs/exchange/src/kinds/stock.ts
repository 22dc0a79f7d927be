import { z } from 'zod';
import type { Kind, RowOutcome } from '#kind';
import { outcomesOf, problemsOf, type Read } from '#kinds/rows';
import type { CountedRow, CountOutcome, ExportedLevel, InventoryRemote } from '#remotes/inventory';
import type { Column, Values } from '#rules/column';

const pageRows = 1_000;

const columns: readonly Column[] = [
  { name: 'sku', type: 'text', about: 'What lies there; a SKU that was never stocked is from then on.', required: true },
  { name: 'locationCode', type: 'text', about: 'The code of an open location.', required: true },
  { name: 'onHand', type: 'integer', about: 'How many lie there by count; never fewer than are reserved.', required: true },
  { name: 'reserved', type: 'integer', about: 'How many of them are held or owed.', exportOnly: true },
  { name: 'inTransit', type: 'integer', about: 'How many are on their way there.', exportOnly: true },
  { name: 'updatedAt', type: 'instant', about: 'When goods last came or went.', exportOnly: true },
];

const given = z.object({ sku: z.string(), locationCode: z.string(), onHand: z.number() });

function commandOf(values: Values): Read<CountedRow> {
  const read = given.safeParse(values);
  return read.success ? { command: read.data } : { refused: { kind: 'refused', problems: problemsOf(read.error) } };
}

/** A row for each SKU and location: what lies there by count. */
export const stockKind = (inventory: InventoryRemote): Kind => ({
  columns,
  importing: {
    keyOf: ({ sku, locationCode }) =>
      typeof sku === 'string' && typeof locationCode === 'string' ? `${sku} at ${locationCode.toLowerCase()}` : null,
    write: (rows, { dryRun, by }) =>
      outcomesOf(rows, commandOf, async (commands) => {
        const [answer] = await inventory.importStock([{ batch: 'rows', dryRun, by, rows: commands }]);
        return (answer?.rows ?? []).map(outcomeOf);
      }),
  },
  page: async (after, changedAfter) => {
    const [page] = await inventory.exportStock([{ after, changedAfter, first: pageRows }]);
    if (!page) throw new Error('inventory gave no page');
    return { rows: page.rows.map(rowOf), next: page.next };
  },
});

function outcomeOf({ kind, problems }: CountOutcome): RowOutcome {
  switch (kind) {
    case 'CHANGED':
      return { kind: 'changed' };
    case 'UNCHANGED':
      return { kind: 'unchanged' };
    case 'REFUSED':
      return { kind: 'refused', problems };
  }
}

const rowOf = (level: ExportedLevel): Values => ({ ...level, updatedAt: level.updatedAt.toISOString() });
