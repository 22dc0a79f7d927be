import type { Queryable } from '@cartograph/kit/db';
import { countEvents, eventsByLookup, insertEvents } from '@cartograph/kit/numbered-events';
import { orderClaimed } from '#events';
import type { Order } from '#order/rules/order';

export interface Claim {
  customerId: string;
  state: 'pending' | 'completed';
  /** Of the order's placement: until then it may still be given up. */
  settled: boolean;
  /** The order was called off. */
  cancelled: boolean;
  /** What the frozen price would have earned whoever was signed in; nothing when it was cancelled. */
  pointsToEarn: number;
}

const told = { parameter: '$5', lookup: 'id::text' };

/** A guest's order becomes a customer's, with the row that drives what follows, leased to `worker`. False when it is somebody's already. */
export async function claimOrderRow(
  db: Queryable,
  { id, number }: Pick<Order, 'id' | 'number'>,
  { customerId, email }: { customerId: string; email: string },
  { worker, leaseMs }: { worker: string; leaseMs: number },
): Promise<boolean> {
  const event = orderClaimed.of(id, { orderId: id, number, customerId, email });
  const rows = await db.query({
    name: 'order_claim',
    text: `with claimed as (
             update orders set customer_id = $2, event_sequence = event_sequence + ${countEvents(told)}
             where id = $1 and customer_id is null returning id, event_sequence
           ), happened as (
             insert into order_events (order_id, type) select id, 'CLAIMED' from claimed
           ), driven as (
             insert into claims (order_id, customer_id, lease_owner, lease_until)
             select id, $2, $3, now() + $4 * interval '1 millisecond' from claimed
           ), told as (
             ${insertEvents({ ...told, from: 'claimed' })}
           )
           select id from claimed`,
    values: [id, customerId, worker, leaseMs, eventsByLookup([[id, event]])],
  });
  return rows.length === 1;
}

export async function findClaim(db: Queryable, orderId: string): Promise<Claim | undefined> {
  const [row] = await db.query<Claim & Record<string, unknown>>({
    name: 'claim_find',
    text: `select c.customer_id as "customerId", c.state, p.id is null or p.state = 'completed' as settled,
                  o.status = 'CANCELLED' as cancelled,
                  case when o.status = 'CANCELLED' then 0 else coalesce((p.facts -> 'quote' ->> 'pointsToEarn')::int, 0) end as "pointsToEarn"
           from claims c join orders o on o.id = c.order_id left join placements p on p.id = c.order_id where c.order_id = $1`,
    values: [orderId],
  });
  return row;
}

/** The order says from now on what it earned. */
export async function finishClaim(db: Queryable, orderId: string, pointsEarned: number): Promise<void> {
  await db.query({
    name: 'claim_finish',
    text: `with finished as (
             update claims set state = 'completed', completed_at = now(), lease_owner = null, needs_attention = false, last_error = null
             where order_id = $1 and state = 'pending' returning order_id
           )
           update orders set points_earned = $2 where id = any(array(select order_id from finished)) and points_earned is not null`,
    values: [orderId, pointsEarned],
  });
}
