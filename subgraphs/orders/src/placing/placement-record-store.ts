import type { Queryable } from '@cartograph/kit/db';
import type { PlacementRecord, RecordedOrder } from '#placing/rules/placement-record';

type Bare = Omit<PlacementRecord, 'order' | 'events' | 'told' | 'cancellation' | 'cart'>;
type BareOrder = Omit<RecordedOrder, 'lines'>;
/** Types that `query` takes as rows. */
type Row<T> = T & Record<string, unknown>;

/** Reads one placement with all that belongs to it; undefined for an unknown id. For people who look: never on the way of an order. */
export async function readPlacementRecord(db: Queryable, id: string): Promise<PlacementRecord | undefined> {
  const read = <T>(text: string): Promise<Row<T>[]> => db.query<Row<T>>({ text, values: [id] });
  const [placement] = await read<Bare>(
    `select id, scope, idempotency_key as "idempotencyKey", cart_id as "cartId", request, state, facts, problems, attempts,
            needs_attention as "needsAttention", attention_reason as "attentionReason", last_error as "lastError", lease_owner as "leaseOwner", lease_until as "leaseUntil",
            created_at as "createdAt", decided_at as "decidedAt", finished_at as "finishedAt" from placements where id = $1`,
  );
  if (!placement) return undefined;
  const [order] = await read<BareOrder>(
    `select number, customer_id as "customerId", exists (select from claims where order_id = $1) as claimed, email, status, payment_status as "paymentStatus", currency, subtotal_minor as "subtotalMinor",
            discount_minor as "discountMinor", shipping_minor as "shippingMinor", tax_minor as "taxMinor",
            included_tax_minor as "includedTaxMinor", total_minor as "totalMinor", placed_at as "placedAt" from orders where id = $1`,
  );
  const lines = await read<RecordedOrder['lines'][number]>(
    `select sku, title, quantity, unit_minor as "unitMinor", total_minor as "totalMinor" from order_lines where order_id = $1 order by position`,
  );
  const events = await read<PlacementRecord['events'][number]>(
    'select type, occurred_at as at from order_events where order_id = $1 order by occurred_at, id',
  );
  const told = await read<PlacementRecord['told'][number]>(
    `select type, occurred_at as at, published_at as "publishedAt" from (
       select id, type, occurred_at, published_at, key from outbox
       union all select id, type, occurred_at, published_at, key from outbox_archive) told where key = $1::text order by occurred_at, id`,
  );
  const [cancellation] = await read<NonNullable<PlacementRecord['cancellation']>>(
    `select state, reason, last_error as "lastError", created_at as "createdAt", completed_at as "completedAt" from cancellations
     where order_id = $1`,
  );
  const [cart] = await read<NonNullable<PlacementRecord['cart']>>(
    `select c.status, c.placement_id as "placementId" from carts c join placements p on p.cart_id = c.id where p.id = $1`,
  );
  return { ...placement, order: order ? { ...order, lines } : null, events, told, cancellation: cancellation ?? null, cart: cart ?? null };
}
