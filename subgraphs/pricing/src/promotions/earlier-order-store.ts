import type { Queryable } from '@cartograph/kit/db';

/** Its own quote says who bought. */
const known = 'exists (select from placement_quotes q where q.placement_id = $1::uuid and q.buyer_key is not null)';

/** Unless it was cancelled, or its quote says who bought. */
export async function insertEarlierOrder(db: Queryable, orderId: string, buyerKey: string): Promise<void> {
  await db.query({
    name: 'pricing_insert_earlier_order',
    text: `insert into earlier_orders (order_id, buyer_key) select $1::uuid, $2::text where not ${known} on conflict do nothing`,
    values: [orderId, buyerKey],
  });
}

/** `bury`: also one that is not known yet, which may be told after this. */
export async function cancelEarlierOrder(db: Queryable, orderId: string, bury: boolean): Promise<void> {
  await db.query({
    name: 'pricing_cancel_earlier_order',
    text: `with cancelled as (update earlier_orders set buyer_key = null where order_id = $1::uuid)
      insert into earlier_orders (order_id) select $1::uuid where $2::boolean and not ${known} on conflict do nothing`,
    values: [orderId, bury],
  });
}
