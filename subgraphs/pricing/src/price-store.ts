import type { Queryable } from '@cartograph/kit/db';
import type { CurrencyCode } from '@cartograph/kit/money';
import { isStorableText } from '@cartograph/kit/problems';
import type { Price, PriceList } from '#rules/price-list';

/** As JSON or a row has it. */
type Moment = Date | string | null;

/** What the two expressions below give, as JSON. */
export interface PricesJson {
  prices: {
    sku: string;
    list: string;
    quantities: number[];
    units: string[];
    was: string | null;
    taxCategory: string;
    weight: number | null;
    from: Moment;
    to: Moment;
  }[];
  lists: {
    id: string;
    code: string;
    currency: CurrencyCode;
    priority: number;
    groups: string[];
    channel: string | null;
    from: Moment;
    to: Moment;
  }[];
  groups: { customerId: string; codes: string[] }[];
}

/** At the moment of the statement. */
export const valid = (row: string) =>
  `(${row}.valid_from is null or ${row}.valid_from <= now()) and (${row}.valid_to is null or ${row}.valid_to > now())`;

/**
 * Of SKUs ($1), currencies ($2) and customers ($5): the lists that count now for anybody of them, what stands in these, and the groups that the
 * customers are in. Part of one statement, that it makes no second one beside the other rules.
 */
export const countingLists = `counting as materialized (select * from price_lists l where l.currency = any($2::bpchar[]) and ${valid('l')}
  and (l.customer_group_codes = '{}' or l.customer_group_codes && array(
    select unnest(g.codes) from customer_groups g where g.customer_id = any($5::uuid[]))))`;

export const pricesJson = `json_build_object('prices', (select coalesce(json_agg(json_build_object('sku', e.sku, 'list', e.list_id,
      'quantities', e.break_quantities, 'units', e.break_units_minor::text[], 'was', e.compare_at_minor::text,
      'taxCategory', coalesce(i.told_tax_category, i.tax_category, 'standard'), 'weight', i.weight_grams, 'from', e.valid_from, 'to', e.valid_to)), '[]')
    from price_entries e left join items i using (sku)
    where e.sku = any($1::text[]) and e.currency = any($2::bpchar[]) and e.list_id = any(array(select id from counting)) and ${valid('e')}),
  'lists', (select coalesce(json_agg(json_build_object('id', c.id, 'code', c.code, 'currency', c.currency, 'priority', c.priority,
      'groups', c.customer_group_codes, 'channel', c.channel_code, 'from', c.valid_from, 'to', c.valid_to)), '[]') from counting c),
  'groups', (select coalesce(json_agg(json_build_object('customerId', g.customer_id, 'codes', g.codes)), '[]')
    from customer_groups g where g.customer_id = any($5::uuid[])))`;

export interface LoadedPrices {
  readonly prices: readonly Price[];
  /** By customer; missing: in none. */
  readonly customerGroups: ReadonlyMap<string, readonly string[]>;
}

export function pricesFrom({ prices, lists, groups }: PricesJson): LoadedPrices {
  const byId = new Map(lists.map((list) => [list.id, { currency: list.currency, list: listOf(list) }]));
  return {
    prices: prices.flatMap((price) => {
      const found = byId.get(price.list);
      return found ? [priceOf(price, found)] : [];
    }),
    customerGroups: groupsFrom(groups),
  };
}

const groupsFrom = (groups: PricesJson['groups']) => new Map(groups.map(({ customerId, codes }) => [customerId, codes]));

const dateOrNull = (moment: Moment): Date | null => (moment === null ? null : new Date(moment));

const listOf = ({ code, priority, groups, channel, from, to }: Omit<PricesJson['lists'][number], 'id'>): PriceList => ({
  code,
  priority,
  customerGroupCodes: groups,
  channelCode: channel,
  validFrom: dateOrNull(from),
  validTo: dateOrNull(to),
});

const priceOf = (price: Omit<PricesJson['prices'][number], 'list'>, where: { currency: CurrencyCode; list: PriceList }): Price => ({
  ...where,
  sku: price.sku,
  listMinor: BigInt(price.units[0] ?? 0),
  breaks: price.quantities.slice(1).map((minQuantity, index) => ({ minQuantity, unitMinor: BigInt(price.units[index + 1] ?? 0) })),
  taxCategory: price.taxCategory,
  weightGrams: price.weight ?? 0,
  compareAtMinor: price.was === null ? null : BigInt(price.was),
  validFrom: dateOrNull(price.from),
  validTo: dateOrNull(price.to),
});

export interface PriceKey {
  readonly sku: string;
  readonly currency: CurrencyCode;
  /** Whose groups count; null: nobody's. */
  readonly customerId: string | null;
}

type PriceRow = Omit<PricesJson['prices'][number], 'list'> &
  Omit<PricesJson['lists'][number], 'id' | 'from' | 'to'> & {
    now: Date;
    listFrom: Date | null;
    listTo: Date | null;
    customers: PricesJson['groups'] | null;
  };

/**
 * One statement for all keys: every price that counts now for one of the customers. What a product page asks: a row for each price, with its
 * list beside it, costs PostgreSQL half of what the JSON above does.
 */
export async function loadPrices(db: Queryable, keys: readonly PriceKey[]): Promise<LoadedPrices & { now: Date }> {
  const rows = await db.query<PriceRow>({
    name: 'pricing_prices',
    text: `select now() as now, e.sku, e.break_quantities as quantities, e.break_units_minor::text[] as units, e.compare_at_minor::text as was,
        coalesce(i.told_tax_category, i.tax_category, 'standard') as "taxCategory", i.weight_grams as weight, e.valid_from as "from", e.valid_to as "to",
        l.code, l.currency, l.priority, l.customer_group_codes as groups, l.channel_code as channel, l.valid_from as "listFrom", l.valid_to as "listTo",
        (select json_agg(json_build_object('customerId', g.customer_id, 'codes', g.codes)) from customer_groups g
          where g.customer_id = any($3::uuid[])) as customers
      from price_entries e join price_lists l on l.id = e.list_id left join items i on i.sku = e.sku
      where e.sku = any($1::text[]) and e.currency = any($2::bpchar[]) and ${valid('e')} and ${valid('l')}
        and (l.customer_group_codes = '{}' or l.customer_group_codes && array(
          select unnest(g.codes) from customer_groups g where g.customer_id = any($3::uuid[])))`,
    values: [
      distinct(keys.map(({ sku }) => sku)),
      distinct(keys.map(({ currency }) => currency)),
      distinct(keys.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]))),
    ],
  });
  return {
    // Without a row there is nothing that a moment would decide.
    now: rows[0]?.now ?? new Date(0),
    prices: rows.map(({ listFrom: from, listTo: to, ...row }) =>
      priceOf(row, { currency: row.currency, list: listOf({ ...row, from, to }) }),
    ),
    customerGroups: groupsFrom(rows[0]?.customers ?? []),
  };
}

/** One statement for all SKUs; those without any price are missing. Prices of a group count too: who is in none is told at the quote. */
export async function loadPricedCurrencies(db: Queryable, skus: readonly string[]): Promise<{ sku: string; currencies: CurrencyCode[] }[]> {
  return db.query<{ sku: string; currencies: CurrencyCode[] }>({
    name: 'pricing_currencies',
    text: `select e.sku, array_agg(distinct e.currency::text) as currencies from price_entries e join price_lists l on l.id = e.list_id
      where e.sku = any($1::text[]) and ${valid('e')} and ${valid('l')} group by e.sku`,
    values: [distinct(skus)],
  });
}

export async function loadCustomerGroups(
  db: Queryable,
  customerIds: readonly string[],
): Promise<{ now: Date; groups: ReadonlyMap<string, readonly string[]> }> {
  const [row] = await db.query<{ now: Date; groups: PricesJson['groups'] }>({
    name: 'pricing_customer_groups',
    text: `select now() as now, (select coalesce(json_agg(json_build_object('customerId', g.customer_id, 'codes', g.codes)), '[]')
      from customer_groups g where g.customer_id = any($1::uuid[])) as groups`,
    values: [distinct(customerIds)],
  });
  if (!row) throw new Error('no row from a select without a from');
  return { now: row.now, groups: new Map(row.groups.map(({ customerId, codes }) => [customerId, codes])) };
}

/** Sorted, each once. PostgreSQL cannot keep every text; nothing is called by one it cannot. */
export const distinct = (values: readonly string[]): string[] => [...new Set(values)].filter(isStorableText).sort();
