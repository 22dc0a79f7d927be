import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { CurrencyCode } from '@cartograph/kit/money';
import { isStorableText } from '@cartograph/kit/problems';
import type { PriceEntry } from '#prices/rules/price-entry';

interface EntryRow extends Record<string, unknown> {
  id: string;
  version: number;
  list_id: string;
  currency: CurrencyCode;
  sku: string;
  break_quantities: number[];
  break_units_minor: (string | bigint)[];
  compare_at_minor: bigint | null;
  valid_from: Date | null;
  valid_to: Date | null;
}

const state = 'list_id, currency, sku, break_quantities, break_units_minor, compare_at_minor, valid_from, valid_to';
const columns = `id, version, ${state}`;

const entryOf = (row: EntryRow): PriceEntry => ({
  id: row.id,
  version: row.version,
  listId: row.list_id,
  currency: row.currency,
  sku: row.sku,
  breaks: row.break_quantities.map((minQuantity, index) => ({ minQuantity, unitMinor: BigInt(row.break_units_minor[index] ?? 0) })),
  compareAtMinor: row.compare_at_minor,
  validFrom: row.valid_from,
  validTo: row.valid_to,
});

/** Of SKUs in lists, and those of the ids. Whoever changes them holds their lists. */
export async function loadEntriesToChange(
  tx: Queryable,
  listIds: readonly string[],
  skus: readonly string[],
  ids: readonly string[],
): Promise<PriceEntry[]> {
  const rows = await tx.query<EntryRow>({
    name: 'pricing_entries_to_change',
    text: `select ${columns} from price_entries where sku = any($2::text[]) and list_id = any($1::uuid[])
      union select ${columns} from price_entries where id = any($3::uuid[])`,
    values: [listIds, [...new Set(skus)].filter(isStorableText), ids.filter(isUuid)],
  });
  return rows.map(entryOf);
}

export interface EntriesKey {
  readonly sku: string;
  /** Null: now. */
  readonly at: Date | null;
}

const maxEntries = 200;

/** Of each SKU those valid at the instant or later, at most 200: by list as they count, then by time. One statement for all keys. */
export async function loadEntries(db: Queryable, keys: readonly EntriesKey[]): Promise<Map<string, PriceEntry[]>> {
  const rows = await db.query<EntryRow & { nth: number }>({
    name: 'pricing_entries',
    text: `select k.nth::int as nth, e.* from unnest($1::text[], $2::timestamptz[]) with ordinality as k(sku, at, nth)
      cross join lateral (select e.${columns.replaceAll(', ', ', e.')},
          row_number() over (order by l.priority, l.code, e.valid_from nulls first) as place from price_entries e join price_lists l on l.id = e.list_id
        where e.sku = k.sku and (e.valid_to is null or e.valid_to > coalesce(k.at, now()))
        order by place limit ${maxEntries}) e order by k.nth, e.place`,
    values: [keys.map(({ sku }) => sku), keys.map(({ at }) => at)],
  });
  const found = new Map<string, PriceEntry[]>();
  for (const [nth, own] of Map.groupBy(rows, (row) => row.nth)) {
    const key = keys[nth - 1];
    if (key) found.set(nameOfEntries(key), own.map(entryOf));
  }
  return found;
}

export const nameOfEntries = ({ sku, at }: EntriesKey): string => `${at?.getTime() ?? 'now'} ${sku}`;

const given = `given as (select * from jsonb_to_recordset($1) as g(id uuid, version int, list_id uuid, currency text, sku text,
  break_quantities int[], break_units_minor bigint[], compare_at_minor bigint, valid_from timestamptz, valid_to timestamptz))`;

const recordOf = (entry: PriceEntry) => ({
  id: entry.id,
  version: entry.version,
  list_id: entry.listId,
  currency: entry.currency,
  sku: entry.sku,
  break_quantities: entry.breaks.map(({ minQuantity }) => minQuantity),
  break_units_minor: entry.breaks.map(({ unitMinor }) => String(unitMinor)),
  compare_at_minor: entry.compareAtMinor === null ? null : String(entry.compareAtMinor),
  valid_from: entry.validFrom,
  valid_to: entry.validTo,
});

export async function insertEntries(tx: Queryable, entries: readonly PriceEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.query({
    name: 'pricing_insert_entries',
    text: `with ${given} insert into price_entries (id, ${state}) select id, ${state} from given`,
    values: [JSON.stringify(entries.map(recordOf))],
  });
}

/** Keeps what they said so far. Their lists are locked, so that nobody changes them meanwhile. */
export async function updateEntries(tx: Queryable, entries: readonly PriceEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const changed = await tx.query({
    name: 'pricing_update_entries',
    text: `with ${given}, said as (insert into price_entry_states (id, version, ${state}, changed_at)
        select e.id, e.version, e.${state.replaceAll(', ', ', e.')}, e.changed_at from price_entries e join given g using (id))
      update price_entries e set break_quantities = g.break_quantities, break_units_minor = g.break_units_minor,
        compare_at_minor = g.compare_at_minor, valid_from = g.valid_from, valid_to = g.valid_to, version = g.version, changed_at = now()
      from given g where e.id = g.id and e.version = g.version - 1 returning e.id`,
    values: [JSON.stringify(entries.map(recordOf))],
  });
  if (changed.length !== entries.length) throw new Error('prices were changed beside the lock of their lists');
}

/** SKUs of a list in their order, a page of them. */
export async function loadSkusOfList(tx: Queryable, listId: string, after: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'pricing_skus_of_list',
    text: 'select distinct sku from price_entries where list_id = $1 and sku > $2 order by sku limit $3',
    values: [listId, after, limit],
  });
  return rows.map(({ sku }) => sku);
}

/** What an entry is known by, whichever shop it is in. */
export interface Place {
  readonly sku: string;
  readonly code: string;
  readonly validFrom: Date | null;
}

/** A page of all prices, with the codes of their lists: by SKU, then by id. */
export async function loadExportedEntries(
  db: Queryable,
  after: Place | null,
  changedAfter: Date | null,
  limit: number,
): Promise<{ code: string; entry: PriceEntry }[]> {
  const rows = await db.query<EntryRow & { code: string }>({
    name: 'pricing_export_entries',
    text: `select l.code, e.${columns.replaceAll(', ', ', e.')} from price_entries e join price_lists l on l.id = e.list_id
      where ($1::text is null or e.sku >= $1 and (e.sku, l.code, coalesce(e.valid_from, '-infinity')) > ($1, $2, coalesce($3::timestamptz, '-infinity')))
        and ($4::timestamptz is null or e.changed_at > $4)
      order by e.sku, l.code, coalesce(e.valid_from, '-infinity') limit $5`,
    values: [after?.sku ?? null, after?.code ?? null, after?.validFrom ?? null, changedAfter, limit],
  });
  return rows.map((row) => ({ code: row.code, entry: entryOf(row) }));
}
