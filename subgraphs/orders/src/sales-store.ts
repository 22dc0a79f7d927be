import type { Queryable } from '@cartograph/kit/db';

export interface OrderSales {
  readonly orderId: string;
  /** SKU to units. */
  readonly units: Readonly<Record<string, number>>;
  readonly cancelled: boolean;
}

/** What the next orders in the order of their ids bought, and whether they were cancelled: for who compares, or builds it anew. */
export async function salesFacts(db: Queryable, after: string, limit: number) {
  const items = await db.query<OrderSales & Record<string, unknown>>({
    name: 'orders_sales_facts',
    text: `select o.id as "orderId", o.status = 'CANCELLED' as cancelled, (
             select jsonb_object_agg(sku, units) from (select sku, sum(quantity) as units from order_lines where order_id = o.id group by sku) l) as units
           from orders o where o.id > $1::uuid order by o.id limit $2::int`,
    values: [after === '' ? '00000000-0000-0000-0000-000000000000' : after, limit],
  });
  return { items, last: items.length < limit ? null : (items.at(-1)?.orderId ?? null) };
}
