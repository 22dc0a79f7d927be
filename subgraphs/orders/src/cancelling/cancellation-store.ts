import type { Queryable } from '@cartograph/kit/db';
import { countEvents, eventsByLookup, insertEvents } from '@cartograph/kit/numbered-events';
import { orderCancelled } from '#events';
import type { Order } from '#order/rules/order';

export interface Cancellation {
  orderId: string;
  idempotencyKey: string;
  reason: string | null;
  state: 'pending' | 'completed';
  customerId: string | null;
  totalMinor: bigint;
  /** Of the order's placement: nothing is returned before it is completed. */
  settled: boolean;
  /** The placement waits for a person because its capture was refused: a cancelled one needs none. */
  captureRefused: boolean;
}

const told = { parameter: '$6', lookup: 'id::text' };

export interface AskedCancellation {
  /** Whose key it is: see purchase-key.ts. */
  scope: string;
  idempotencyKey: string;
  reason: string | null;
}

/**
 * CONFIRMED and not shipped -> CANCELLED, with the row that drives what follows, leased to `worker`, and the event for other rooms.
 * False when the order was not in that state, or when the key was used for another order: re-read them. The order is locked first, so that
 * the key is claimed for one that can be cancelled only; the update names it by id alone (see confirmPlacements).
 */
export async function cancelOrderRow(
  db: Queryable,
  { id, number, customerId }: Pick<Order, 'id' | 'number' | 'customerId'>,
  { scope, idempotencyKey, reason }: AskedCancellation,
  worker: string,
  leaseMs: number,
): Promise<boolean> {
  const event = orderCancelled.of(id, { orderId: id, number, customerId, reason });
  const rows = await db.query({
    name: 'order_cancel',
    text: `with cancellable as (
             select id from orders where id = $1 and status = 'CONFIRMED' and fulfillment_status = 'UNFULFILLED' for update
           ), claimed as (
             insert into cancellations (order_id, idempotency_key, reason, lease_owner, lease_until, key_scope)
             select id, $2, $3, $4, now() + $5 * interval '1 millisecond', $7 from cancellable on conflict do nothing returning order_id
           ), cancelled as (
             update orders set status = 'CANCELLED', event_sequence = event_sequence + ${countEvents(told)}
             where id = any(array(select order_id from claimed)) returning id, event_sequence
           ), happened as (
             insert into order_events (order_id, type) select id, 'CANCELLED' from cancelled
           ), told as (
             ${insertEvents({ ...told, from: 'cancelled' })}
           )
           select id from cancelled`,
    values: [id, idempotencyKey, reason, worker, leaseMs, eventsByLookup([[id, event]]), scope],
  });
  return rows.length === 1;
}

/** Was this key used for another order? */
export async function isKeyUsedElsewhere(db: Queryable, { scope, idempotencyKey }: AskedCancellation, orderId: string): Promise<boolean> {
  const rows = await db.query({
    name: 'cancellation_of_key',
    text: 'select from cancellations where key_scope = $1 and idempotency_key = $2 and order_id <> $3',
    values: [scope, idempotencyKey, orderId],
  });
  return rows.length > 0;
}

export async function findCancellation(db: Queryable, orderId: string): Promise<Cancellation | undefined> {
  const rows = await db.query<{
    order_id: string;
    idempotency_key: string;
    reason: string | null;
    state: Cancellation['state'];
    customer_id: string | null;
    total_minor: bigint;
    settled: boolean;
    capture_refused: boolean;
  }>({
    name: 'cancellation_find',
    text: `select c.order_id, c.idempotency_key, c.reason, c.state, o.customer_id, o.total_minor, p.state = 'completed' as settled,
             p.attention_reason is not distinct from 'capture_refused' as capture_refused
           from cancellations c join orders o on o.id = c.order_id join placements p on p.id = c.order_id where c.order_id = $1`,
    values: [orderId],
  });
  const [row] = rows;
  if (!row) return undefined;
  return {
    orderId: row.order_id,
    idempotencyKey: row.idempotency_key,
    reason: row.reason,
    state: row.state,
    customerId: row.customer_id,
    totalMinor: row.total_minor,
    settled: row.settled,
    captureRefused: row.capture_refused,
  };
}

/**
 * Everything was returned: pending -> completed, and what became of the money. False when somebody else was first, or when `life`, the
 * server's from before the first return, is over: read it again.
 */
export async function finishCancellation(
  db: Queryable,
  orderId: string,
  paymentStatus: 'VOIDED' | 'REFUNDED',
  life: string,
): Promise<boolean> {
  const rows = await db.query({
    name: 'cancellation_finish',
    text: `with finished as (
             update cancellations set state = 'completed', completed_at = now(), lease_owner = null, needs_attention = false, last_error = null
             where order_id = $1 and state = 'pending' and exists (select from server_life where token = $3) returning order_id
           ), paid as (
             update orders set payment_status = $2 where id = any(array(select order_id from finished)) returning id
           ), happened as (
             insert into order_events (order_id, type) select id, 'REFUNDED' from paid
           )
           select from finished`,
    values: [orderId, paymentStatus, life],
  });
  return rows.length === 1;
}

/** Which of these orders are cancelled. */
export async function findCancelled(db: Queryable, orderIds: readonly string[]): Promise<Set<string>> {
  const rows = await db.query<{ order_id: string }>({
    name: 'cancellations_of',
    text: 'select order_id from cancellations where order_id = any($1::uuid[])',
    values: [orderIds],
  });
  return new Set(rows.map(({ order_id }) => order_id));
}
