import type { Queryable } from '@cartograph/kit/db';
import type { OrderAddress } from '#placing/rules/address';
import type { StoredQuote } from '#placing/rules/stored-quote';

/** Columns of `orders` that keep what the quote says beside its sums; with `keptFacts` in the same order. */
export const factColumns = 'discounts, taxes, shipping_taxes, points_redeemed, points_value_minor, points_earned, price_facts';

/**
 * Their values, of a stored quote `quote`. A placement that began under an earlier version has none of them: its order is filled like
 * those of that version. A guest earns nothing.
 */
export const keptFacts = (customerId: string): string => `quote -> 'discounts', nullif(quote -> 'taxes', 'null'), quote -> 'shippingTaxes',
  (quote ->> 'pointsRedeemed')::int, (quote ->> 'pointsValueMinor')::bigint,
  case when ${customerId} is null then 0 else (quote ->> 'pointsToEarn')::int end,
  case when quote ? 'discounts' then 'kept' end`;

export const lineFactColumns = 'list_minor, discount_minor, tax_minor, included_tax_minor, price_facts';

/** Their values, of a line of a stored quote. */
export const keptLineFacts = (line: string): string => `(${line} ->> 'listMinor')::bigint, (${line} ->> 'discountMinor')::bigint,
  (${line} ->> 'taxMinor')::bigint, (${line} ->> 'includedTaxMinor')::bigint, ${line} -> 'facts'`;

/** An order from before its facts were kept. */
export interface OrderWithoutFacts {
  id: string;
  shippingAddress: OrderAddress;
}

/** Oldest first. Those that were filled meanwhile are not among them: an index holds what is left. */
export async function findOrdersWithoutFacts(db: Queryable, limit: number): Promise<OrderWithoutFacts[]> {
  return db.query<OrderWithoutFacts & Record<string, unknown>>({
    name: 'orders_without_price_facts',
    text: `select id, shipping_address as "shippingAddress" from orders where price_facts is null order by id limit $1`,
    values: [limit],
  });
}

/** A quote with the order whose it is; null where pricing has none. */
export interface QuoteOfOrder {
  id: string;
  quote: StoredQuote | null;
}

/**
 * Writes what the quotes say, once an order, in one statement: `where id = any` and a look-up, since an update that joins skips rows that
 * a concurrent one has just touched. Amounts that the order has are not written. Gives how many it filled or found to be without a quote.
 */
export async function fillPriceFacts(db: Queryable, quotes: readonly QuoteOfOrder[]): Promise<number> {
  const rows = await db.query({
    name: 'orders_fill_price_facts',
    text: `with filled as (
             update orders set (${factColumns}) =
               (select ${keptFacts('customer_id')} from (select $2::jsonb -> id::text as quote) q where quote is not null)
             where id = any($1::uuid[]) and price_facts is null and $2::jsonb ? id::text
             returning id
           ), lined as (
             update order_lines set (${lineFactColumns}) =
               (select ${keptLineFacts('line')} from (select $2::jsonb -> order_id::text -> 'lines' -> (position - 1) as line) l
                where line ->> 'sku' = sku)
             where order_id = any(array(select id from filled))
           ), absent as (
             update orders set price_facts = 'absent' where id = any($1::uuid[]) and price_facts is null and not $2::jsonb ? id::text
             returning id
           )
           select id from filled union all select id from absent`,
    values: [
      quotes.map(({ id }) => id),
      JSON.stringify(Object.fromEntries(quotes.flatMap(({ id, quote }) => (quote ? [[id, quote]] : [])))),
    ],
  });
  return rows.length;
}
