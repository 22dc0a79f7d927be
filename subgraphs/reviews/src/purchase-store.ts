import type { Queryable } from '@cartograph/kit/db';

/** Who bought what, once an order, before or after it is told that it was cancelled or claimed. */
export async function insertPurchase(db: Queryable, orderId: string, customerId: string | null, skus: readonly string[]): Promise<void> {
  await db.query({
    name: 'reviews_insert_purchase',
    text: `insert into purchases as p (order_id, customer_id, skus) values ($1, $2, $3)
           on conflict (order_id) do update set customer_id = coalesce(p.customer_id, excluded.customer_id), skus = excluded.skus
           where p.skus = '{}'`,
    values: [orderId, customerId, skus],
  });
}

export async function cancelPurchase(db: Queryable, orderId: string): Promise<void> {
  await db.query({
    name: 'reviews_cancel_purchase',
    text: `insert into purchases as p (order_id, cancelled) values ($1, true)
           on conflict (order_id) do update set cancelled = true where not p.cancelled`,
    values: [orderId],
  });
}

export async function claimPurchase(db: Queryable, orderId: string, customerId: string): Promise<void> {
  await db.query({
    name: 'reviews_claim_purchase',
    text: `insert into purchases as p (order_id, customer_id) values ($1, $2)
           on conflict (order_id) do update set customer_id = excluded.customer_id where p.customer_id is null`,
    values: [orderId, customerId],
  });
}
