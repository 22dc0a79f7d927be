import type { Queryable } from '@cartograph/kit/db';
import type { ToldPrice } from '#browsing/rules/told-price';

// Each statement takes many at once. Rows are locked in the order of SKUs.

export interface ToldPrices {
  readonly sku: string;
  readonly sequence: number;
  readonly prices: readonly ToldPrice[];
}

/** What was told last of each SKU stands; what is older is left, and so is what is told again. */
export async function writePrices(tx: Queryable, items: readonly ToldPrices[]): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'browsing_write_prices',
    text: `insert into sku_facts as f (sku, prices, price_sequence)
           select distinct on (sku) sku, prices, sequence from jsonb_to_recordset($1) as i(sku text, sequence int, prices jsonb)
           order by sku, sequence desc
           on conflict (sku) do update set prices = excluded.prices, price_sequence = excluded.price_sequence
           where f.price_sequence < excluded.price_sequence or f.price_sequence = 0
           returning sku`,
    values: [JSON.stringify(items)],
  });
  return rows.map(({ sku }) => sku);
}

export interface ToldAvailability {
  readonly sku: string;
  readonly sequence: number;
  readonly inStock: boolean;
}

export async function writeAvailability(tx: Queryable, items: readonly ToldAvailability[]): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'browsing_write_availability',
    text: `insert into sku_facts as f (sku, in_stock, stock_sequence)
           select distinct on (sku) sku, "inStock", sequence from jsonb_to_recordset($1) as i(sku text, sequence int, "inStock" boolean)
           order by sku, sequence desc
           on conflict (sku) do update set in_stock = excluded.in_stock, stock_sequence = excluded.stock_sequence
           where f.stock_sequence < excluded.stock_sequence
           returning sku`,
    values: [JSON.stringify(items)],
  });
  return rows.map(({ sku }) => sku);
}

export interface OrderedUnits {
  readonly orderId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/**
 * Counts what `told` gives (`units`, by SKU) at the SKUs and at their products, in one statement with what told of it: it is asked for every order.
 * Whoever moves a variant to another product has its row first, then those of the SKUs, then those of the products: so it is here, and a variant that
 * was moved meanwhile counts where it is now.
 */
const counting = (told: string, sign: '' | '-'): string => `
  with told as (${told}),
  added as materialized (
    select u.key as sku, ${sign}sum(u.value::bigint) as units from told cross join jsonb_each_text(told.units) u group by u.key),
  variants as materialized (
    select v.product_id, a.units from added a join product_variants v on v.sku = a.sku order by v.id for share of v),
  facts as (
    insert into sku_facts as f (sku, units_sold) select sku, units from added where (select count(*) from variants) >= 0 order by sku
    on conflict (sku) do update set units_sold = f.units_sold + excluded.units_sold returning 1),
  locked as materialized (
    select product_id from product_standings where (select count(*) from facts) >= 0
      and product_id = any(array(select product_id from variants)) order by product_id for no key update)
  update product_standings s set units_sold = s.units_sold + n.units
  from (select product_id, sum(units) as units from variants group by product_id) n join locked using (product_id)
  where s.product_id = n.product_id`;

/** Of orders whose lines were not told before, and that were not told to be cancelled. */
export async function writeSales(db: Queryable, orders: readonly OrderedUnits[]): Promise<void> {
  const told = orders.map(({ orderId, lines }) => ({ order_id: orderId, units: Object.fromEntries(unitsOf(lines)) }));
  await db.query({
    name: 'browsing_write_sales',
    text: counting(
      `insert into order_sales as o (order_id, units)
       select distinct on (order_id) order_id, units from jsonb_to_recordset($1) as i(order_id uuid, units jsonb) order by order_id
       on conflict (order_id) do update set units = excluded.units where o.units is null
       returning case when not cancelled then units end as units`,
      '',
    ),
    values: [JSON.stringify(told)],
  });
}

/** Of orders that were not told to be cancelled before, as far as their lines were told. */
export async function writeCancellations(db: Queryable, orderIds: readonly string[]): Promise<void> {
  await db.query({
    name: 'browsing_write_cancellations',
    text: counting(
      `insert into order_sales as o (order_id, cancelled) select distinct id, true from unnest($1::uuid[]) as i(id) order by id
       on conflict (order_id) do update set cancelled = true where not o.cancelled
       returning units`,
      '-',
    ),
    values: [orderIds],
  });
}

function unitsOf(lines: OrderedUnits['lines']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
}
