import { type Author, audited } from '@cartograph/kit/audit';
import type { Database, Transaction } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { formatDecimal } from '@cartograph/kit/money';
import { writeEvents } from '@cartograph/kit/outbox';
import { type InvalidInput, invalidInput, type RowRefused } from '@cartograph/kit/problems';
import { changeAudited } from '#events';
import { insertEntries, loadEntriesToChange, updateEntries } from '#prices/price-entry-store';
import { loadPriceLists, lockPriceLists } from '#prices/price-list-store';
import type { PriceEntry, PriceRow } from '#prices/rules/price-entry';
import type { PriceListRow } from '#prices/rules/price-list-state';
import { type PlannedRow, planPrices, type RowProblem } from '#prices/rules/price-plan';
import { tellPrices } from '#prices/tell-prices';

export type SetPricesOutcome =
  | { readonly kind: 'set'; readonly prices: PriceEntry[]; readonly refused: RowRefused<RowProblem>[] }
  | { readonly kind: 'invalid'; readonly problem: InvalidInput };

export const maxPricesSet = 200;

/** Each price for itself, all that can be in one transaction: its statements do not grow with the prices. The same again changes nothing. */
export async function setPrices(db: Database, rows: readonly PriceRow[], by: Author): Promise<SetPricesOutcome> {
  if (rows.length < 1 || rows.length > maxPricesSet)
    return { kind: 'invalid', problem: invalidInput(['prices'], `prices must be 1 to ${maxPricesSet}.`) };
  const planned = await db.transaction(async (tx) => {
    const { plan, lists } = await writePrices(tx, rows, { replace: false, field: 'prices' });
    await writeEvents(
      tx,
      plan.flatMap((row) => auditOf(row, lists, by)),
    );
    return plan;
  });
  return {
    kind: 'set',
    prices: planned.flatMap((row) => (row.kind === 'refused' ? [] : [row.entry])),
    refused: planned.flatMap((row, index) => (row.kind === 'refused' ? [{ index, problem: row.problem }] : [])),
  };
}

/** Plans the rows under the locks of their lists, writes what changes, and tells the new prices. */
export async function writePrices(
  tx: Transaction,
  rows: readonly PriceRow[],
  how: { readonly replace: boolean; readonly field: string; readonly dryRun?: boolean },
): Promise<{ plan: PlannedRow[]; lists: readonly PriceListRow[] }> {
  await lockPriceLists(tx, [...new Set(rows.map(({ priceListCode }) => priceListCode))].sort());
  const lists = await loadPriceLists(tx);
  const named = lists.filter(({ code }) => rows.some(({ priceListCode }) => priceListCode === code));
  const entries = await loadEntriesToChange(
    tx,
    named.map(({ id }) => id),
    rows.map(({ sku }) => sku.trim()),
    rows.flatMap(({ id }) => (id === null ? [] : [id])),
  );
  const plan = planPrices({ ...how, rows, lists, entries, newId: uuidv7 });
  if (how.dryRun) return { plan, lists };
  const changed = new Map(plan.flatMap((row) => (row.kind === 'changed' ? [[row.entry.id, row.entry] as const] : [])));
  const created = new Map(plan.flatMap((row) => (row.kind === 'created' ? [[row.entry.id, row.entry] as const] : [])));
  await updateEntries(tx, [...changed.values()]);
  await insertEntries(tx, [...created.values()]);
  await tellPrices(
    tx,
    [...changed.values(), ...created.values()].map(({ sku }) => sku),
  );
  return { plan, lists };
}

function auditOf(row: PlannedRow, lists: readonly PriceListRow[], by: Author) {
  if (row.kind === 'refused' || row.kind === 'unchanged') return [];
  const list = lists.find(({ id }) => id === row.entry.listId)?.code ?? '';
  return audited(changeAudited, by, {
    action: 'setPrices',
    entityType: 'PriceEntry',
    entityId: `${list} ${row.entry.sku}`,
    before: row.kind === 'changed' ? said(row.before) : null,
    after: said(row.entry),
  });
}

const said = ({ currency, breaks, compareAtMinor, validFrom, validTo }: PriceEntry) => ({
  breaks: breaks.map(({ minQuantity, unitMinor }) => `${minQuantity}+ ${formatDecimal(unitMinor, currency)} ${currency}`),
  compareAt: compareAtMinor === null ? null : formatDecimal(compareAtMinor, currency),
  validFrom,
  validTo,
});
