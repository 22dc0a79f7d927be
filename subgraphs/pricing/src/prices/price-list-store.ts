import type { Queryable } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import { isStorableText } from '@cartograph/kit/problems';
import { maxPriceLists, type PriceListRow, type PriceListState } from '#prices/rules/price-list-state';

interface ListRow extends Record<string, unknown> {
  id: string;
  version: number;
  code: string;
  name: string;
  currency: CurrencyCode;
  priority: number;
  customer_group_codes: string[];
  channel_code: string | null;
  valid_from: Date | null;
  valid_to: Date | null;
}

const columns = 'id, version, code, name, currency, priority, customer_group_codes, channel_code, valid_from, valid_to';

const listOf = ({ customer_group_codes, channel_code, valid_from, valid_to, ...row }: ListRow): PriceListRow => ({
  ...row,
  customerGroupCodes: customer_group_codes,
  channelCode: channel_code,
  validFrom: valid_from,
  validTo: valid_to,
});

/** All there are, in the order in which they count. */
export async function loadPriceLists(db: Queryable): Promise<PriceListRow[]> {
  const rows = await db.query<ListRow>({
    name: 'pricing_price_lists',
    text: `select ${columns} from price_lists order by priority, code limit ${maxPriceLists}`,
  });
  return rows.map(listOf);
}

export async function loadPriceListsById(db: Queryable, ids: readonly string[]): Promise<PriceListRow[]> {
  const rows = await db.query<ListRow>({
    name: 'pricing_price_lists_by_id',
    text: `select ${columns} from price_lists where id = any($1::uuid[])`,
    values: [ids],
  });
  return rows.map(listOf);
}

/** In the order of their ids, until the transaction ends: who writes prices of a list waits for who writes them now. */
export async function lockPriceLists(tx: Queryable, codes: readonly string[]): Promise<PriceListRow[]> {
  const rows = await tx.query<ListRow>({
    name: 'pricing_lock_price_lists',
    text: `select ${columns} from price_lists where code = any($1::text[]) order by id for no key update`,
    values: [codes.filter(isStorableText)],
  });
  return rows.map(listOf);
}

export async function findPriceListToChange(tx: Queryable, id: string): Promise<PriceListRow | undefined> {
  const [row] = await tx.query<ListRow>({
    name: 'pricing_price_list_to_change',
    text: `select ${columns} from price_lists where id = $1 for no key update`,
    values: [id],
  });
  return row && listOf(row);
}

/** How many lists and, of this one, prices there are; and which list has the code. */
export async function findListFacts(
  tx: Queryable,
  code: string,
  id: string | null,
): Promise<{ lists: number; priced: boolean; taken: string | null }> {
  const [row] = await tx.query<{ lists: number; priced: boolean; taken: string | null }>({
    name: 'pricing_price_list_facts',
    text: `select (select count(*)::int from price_lists) as lists, exists (select from price_entries where list_id = $2) as priced,
      (select id from price_lists where code = $1) as taken`,
    values: [code, id],
  });
  return row ?? { lists: 0, priced: false, taken: null };
}

const valuesOf = (state: PriceListState): unknown[] => [
  state.code,
  state.name,
  state.currency,
  state.priority,
  state.customerGroupCodes,
  state.channelCode,
  state.validFrom,
  state.validTo,
];

/** Undefined: the code was taken meanwhile. */
export async function insertPriceList(tx: Queryable, state: PriceListState): Promise<PriceListRow | undefined> {
  const [row] = await tx.query<ListRow>({
    name: 'pricing_insert_price_list',
    text: `insert into price_lists (code, name, currency, priority, customer_group_codes, channel_code, valid_from, valid_to)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (code) do nothing returning ${columns}`,
    values: valuesOf(state),
  });
  return row && listOf(row);
}

/** Keeps what it said so far. The row is locked, and its version the one that was read. */
export async function updatePriceList(tx: Queryable, before: PriceListRow, state: PriceListState): Promise<PriceListRow> {
  const [row] = await tx.query<ListRow>({
    name: 'pricing_update_price_list',
    text: `with said as (insert into price_list_states (${columns}, changed_at)
        select ${columns}, changed_at from price_lists where id = $9)
      update price_lists set code = $1, name = $2, currency = $3, priority = $4, customer_group_codes = $5, channel_code = $6, valid_from = $7,
        valid_to = $8, version = version + 1, changed_at = now()
      where id = $9 and version = $10 returning ${columns}`,
    values: [...valuesOf(state), before.id, before.version],
  });
  if (!row) throw new Error(`price list ${before.code} was not locked`);
  return listOf(row);
}
