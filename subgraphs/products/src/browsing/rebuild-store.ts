import type { Queryable } from '@cartograph/kit/db';
import type { ToldPrice } from '#browsing/rules/told-price';

export interface KeptFact {
  readonly sku: string;
  readonly prices: readonly ToldPrice[];
  readonly priceSequence: number;
  readonly inStock: boolean;
  readonly stockSequence: number;
}

/** What is kept of the SKUs beyond `after` up to `last` (null: to the end). */
export async function loadKept(db: Queryable, after: string, last: string | null): Promise<KeptFact[]> {
  return db.query<KeptFact & Record<string, unknown>>({
    name: 'browsing_load_kept',
    text: `select sku, prices, price_sequence as "priceSequence", in_stock as "inStock", stock_sequence as "stockSequence"
           from sku_facts where sku > $1 and ($2::text is null or sku <= $2) order by sku`,
    values: [after, last],
  });
}

/** Prices as their room says, of SKUs that stand under these numbers still; what was told meanwhile is newer, and stays. Gives their SKUs. */
export async function replacePrices(
  tx: Queryable,
  facts: readonly { sku: string; sequence: number; prices: readonly ToldPrice[]; was: number }[],
): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'browsing_replace_prices',
    text: `insert into sku_facts as f (sku, prices, price_sequence)
           select sku, prices, sequence from jsonb_to_recordset($1) as i(sku text, sequence int, prices jsonb) order by sku
           on conflict (sku) do update set prices = excluded.prices, price_sequence = excluded.price_sequence
           where f.price_sequence = (select was from jsonb_to_recordset($1) as w(sku text, was int) where w.sku = f.sku) returning sku`,
    values: [JSON.stringify(facts)],
  });
  return rows.map(({ sku }) => sku);
}

export async function replaceAvailability(
  tx: Queryable,
  facts: readonly { sku: string; sequence: number; inStock: boolean; was: number }[],
): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'browsing_replace_availability',
    text: `insert into sku_facts as f (sku, in_stock, stock_sequence)
           select sku, "inStock", sequence from jsonb_to_recordset($1) as i(sku text, sequence int, "inStock" boolean) order by sku
           on conflict (sku) do update set in_stock = excluded.in_stock, stock_sequence = excluded.stock_sequence
           where f.stock_sequence = (select was from jsonb_to_recordset($1) as w(sku text, was int) where w.sku = f.sku) returning sku`,
    values: [JSON.stringify(facts)],
  });
  return rows.map(({ sku }) => sku);
}

export async function replaceSales(
  tx: Queryable,
  orders: readonly { orderId: string; units: Readonly<Record<string, number>> | null; cancelled: boolean }[],
): Promise<void> {
  await tx.query({
    name: 'browsing_replace_sales',
    text: `insert into order_sales as o (order_id, units, cancelled)
           select "orderId", units, cancelled from jsonb_to_recordset($1) as i("orderId" uuid, units jsonb, cancelled boolean) order by 1
           on conflict (order_id) do update set units = excluded.units, cancelled = o.cancelled or excluded.cancelled
           where (o.units, o.cancelled) is distinct from (excluded.units, o.cancelled or excluded.cancelled)`,
    values: [JSON.stringify(orders)],
  });
}

/** Units of each SKU as its orders add up to, while nobody tells of orders; gives the SKUs of which that was not so. */
export async function recountUnits(tx: Queryable): Promise<string[]> {
  await tx.query({ text: 'lock table order_sales in share row exclusive mode' });
  const rows = await tx.query<{ sku: string }>({
    name: 'browsing_recount_units',
    text: `with sums as (
             select u.key as sku, sum(u.value::bigint) as units from order_sales o cross join jsonb_each_text(o.units) u
             where not o.cancelled group by u.key),
           missing as (insert into sku_facts (sku, units_sold) select sku, units from sums order by sku on conflict (sku) do nothing returning sku),
           wrong as (
             select f.sku, coalesce(s.units, 0) as units from sku_facts f left join sums s on s.sku = f.sku
             where f.units_sold <> coalesce(s.units, 0) order by f.sku for no key update of f),
           mended as (update sku_facts f set units_sold = w.units from wrong w where f.sku = w.sku returning f.sku)
           select sku from missing union select sku from mended`,
  });
  return rows.map(({ sku }) => sku);
}
