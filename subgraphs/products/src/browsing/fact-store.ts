import type { Queryable } from '@cartograph/kit/db';
import type { ToldPrice } from '#browsing/rules/told-price';

// Each statement takes many at once, and each gives the SKUs of which something else is true now. Rows are locked in the order of SKUs.

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

/** Units by SKU that count from now on: of orders whose lines were not told before, and that were not told to be cancelled. */
export async function writeSales(tx: Queryable, orders: readonly OrderedUnits[]): Promise<ReadonlyMap<string, number>> {
  const told = orders.map(({ orderId, lines }) => ({ order_id: orderId, units: Object.fromEntries(unitsOf(lines)) }));
  const rows = await tx.query<{ units: Record<string, number> | null }>({
    name: 'browsing_write_sales',
    text: `insert into order_sales as o (order_id, units)
           select distinct on (order_id) order_id, units from jsonb_to_recordset($1) as i(order_id uuid, units jsonb) order by order_id
           on conflict (order_id) do update set units = excluded.units where o.units is null
           returning case when not cancelled then units end as units`,
    values: [JSON.stringify(told)],
  });
  return unitsOf(rows.flatMap(({ units }) => linesOf(units)));
}

/** Units by SKU that count no more: of orders that were not told to be cancelled before, as far as their lines were told. */
export async function writeCancellations(tx: Queryable, orderIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ units: Record<string, number> | null }>({
    name: 'browsing_write_cancellations',
    text: `insert into order_sales as o (order_id, cancelled) select distinct id, true from unnest($1::uuid[]) as i(id) order by id
           on conflict (order_id) do update set cancelled = true where not o.cancelled
           returning units`,
    values: [orderIds],
  });
  return unitsOf(rows.flatMap(({ units }) => linesOf(units)).map(({ sku, quantity }) => ({ sku, quantity: -quantity })));
}

const linesOf = (units: Record<string, number> | null) => Object.entries(units ?? {}).map(([sku, quantity]) => ({ sku, quantity }));

function unitsOf(lines: OrderedUnits['lines']): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
}

export async function addUnits(tx: Queryable, units: ReadonlyMap<string, number>): Promise<string[]> {
  const rows = await tx.query<{ sku: string }>({
    name: 'browsing_add_units',
    text: `insert into sku_facts as f (sku, units_sold)
           select sku, units from jsonb_to_recordset($1) as i(sku text, units bigint) order by sku
           on conflict (sku) do update set units_sold = f.units_sold + excluded.units_sold
           returning sku`,
    values: [JSON.stringify([...units].map(([sku, count]) => ({ sku, units: count })))],
  });
  return rows.map(({ sku }) => sku);
}
