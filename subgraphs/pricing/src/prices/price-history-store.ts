import type { Queryable } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import type { PriceState } from '#prices/rules/price-timeline';

interface StateRow extends Record<string, unknown> {
  sku: string;
  currency: CurrencyCode;
  quantities: number[];
  units: string[];
  was: bigint | null;
  valid_from: Date | null;
  valid_to: Date | null;
  code: string;
  priority: number;
  groups: string[];
  channel: string | null;
  list_from: Date | null;
  list_to: Date | null;
  said_from: Date;
  said_to: Date | null;
}

/** An entry's version says little of itself a year later. */
const keptDays = 400;
const maxStates = 10_000;

const entries = `(select id, list_id, sku, currency, break_quantities, break_units_minor, compare_at_minor, valid_from, valid_to, changed_at,
    null::timestamptz as replaced_at from price_entries where sku = any($1::text[]) and currency = any($2::bpchar[])
  union all select id, list_id, sku, currency, break_quantities, break_units_minor, compare_at_minor, valid_from, valid_to, changed_at, replaced_at
    from price_entry_states where sku = any($1::text[]) and currency = any($2::bpchar[]) and replaced_at > now() - interval '${keptDays} days')`;

const lists = `(select id, code, priority, customer_group_codes, channel_code, valid_from, valid_to, changed_at, null::timestamptz as replaced_at
    from price_lists
  union all select id, code, priority, customer_group_codes, channel_code, valid_from, valid_to, changed_at, replaced_at from price_list_states)`;

/** What entries and their lists said, and from when until when; one statement for all SKUs. */
export async function loadPriceStates(db: Queryable, skus: readonly string[], currencies: readonly CurrencyCode[]): Promise<PriceState[]> {
  const rows = await db.query<StateRow>({
    name: 'pricing_price_states',
    text: `select e.sku, e.currency, e.break_quantities as quantities, e.break_units_minor::text[] as units, e.compare_at_minor as was,
        e.valid_from, e.valid_to, l.code, l.priority, l.customer_group_codes as groups, l.channel_code as channel,
        l.valid_from as list_from, l.valid_to as list_to, greatest(e.changed_at, l.changed_at) as said_from,
        least(e.replaced_at, l.replaced_at) as said_to
      from ${entries} e join ${lists} l on l.id = e.list_id
        and l.changed_at < coalesce(e.replaced_at, 'infinity') and e.changed_at < coalesce(l.replaced_at, 'infinity')
      limit ${maxStates}`,
    values: [skus, currencies],
  });
  return rows.map(stateOf);
}

/** Only what entries and lists say now, or of a time to come; one statement for all SKUs. */
export async function loadPricesNow(db: Queryable, skus: readonly string[], currencies: readonly CurrencyCode[]): Promise<PriceState[]> {
  const rows = await db.query<StateRow>({
    name: 'pricing_prices_now',
    text: `select e.sku, e.currency, e.break_quantities as quantities, e.break_units_minor::text[] as units, e.compare_at_minor as was,
        e.valid_from, e.valid_to, l.code, l.priority, l.customer_group_codes as groups, l.channel_code as channel,
        l.valid_from as list_from, l.valid_to as list_to, greatest(e.changed_at, l.changed_at) as said_from, null::timestamptz as said_to
      from price_entries e join price_lists l on l.id = e.list_id
      where e.sku = any($1::text[]) and e.currency = any($2::bpchar[]) and l.customer_group_codes = '{}'
        and (e.valid_to is null or e.valid_to > now()) and (l.valid_to is null or l.valid_to > now())`,
    values: [skus, currencies],
  });
  return rows.map(stateOf);
}

/** The number of what is told now of each SKU, locked until the transaction ends. */
export async function countTold(tx: Queryable, skus: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ sku: string; prices_told: number }>({
    name: 'pricing_count_told',
    text: `insert into items (sku, prices_told) select sku, 1 from unnest($1::text[]) as s(sku) order by sku
      on conflict (sku) do update set prices_told = items.prices_told + 1 returning sku, prices_told`,
    values: [skus],
  });
  return new Map(rows.map(({ sku, prices_told }) => [sku, prices_told]));
}

/** SKUs that have a price, or of which prices were told, in their order: a page of them. */
export async function loadPricedSkus(db: Queryable, after: string, limit: number): Promise<string[]> {
  const rows = await db.query<{ sku: string }>({
    name: 'pricing_priced_skus',
    text: `select sku from ((select distinct sku from price_entries where sku > $1 order by sku limit $2)
        union (select sku from items where sku > $1 and prices_told > 0 order by sku limit $2)) priced order by sku limit $2`,
    values: [after, limit],
  });
  return rows.map(({ sku }) => sku);
}

/**
 * The number of what was told last of each SKU; the first one where nothing was, which counts as told. Who reads prices after it reads at least what
 * was told under that number.
 */
export async function readTold(tx: Queryable, skus: readonly string[]): Promise<Map<string, number>> {
  await tx.query({
    name: 'pricing_begin_told',
    text: `insert into items (sku, prices_told) select sku, 1 from unnest($1::text[]) as s(sku) order by sku
      on conflict (sku) do update set prices_told = 1 where items.prices_told = 0`,
    values: [skus],
  });
  return loadToldNumbers(tx, skus);
}

export async function loadToldNumbers(db: Queryable, skus: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.query<{ sku: string; prices_told: number }>({
    name: 'pricing_read_told',
    text: 'select sku, prices_told from items where sku = any($1::text[])',
    values: [skus],
  });
  return new Map(rows.map(({ sku, prices_told }) => [sku, prices_told]));
}

const stateOf = (row: StateRow): PriceState => ({
  sku: row.sku,
  currency: row.currency,
  listMinor: BigInt(row.units[0] ?? 0),
  breaks: row.quantities.slice(1).map((minQuantity, index) => ({ minQuantity, unitMinor: BigInt(row.units[index + 1] ?? 0) })),
  taxCategory: 'standard',
  weightGrams: 0,
  compareAtMinor: row.was,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  list: {
    code: row.code,
    priority: row.priority,
    customerGroupCodes: row.groups,
    channelCode: row.channel,
    validFrom: row.list_from,
    validTo: row.list_to,
  },
  saidFrom: row.said_from,
  saidTo: row.said_to,
});
