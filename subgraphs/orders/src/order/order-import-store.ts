import type { Queryable } from '@cartograph/kit/db';
import { factColumns, keptFacts, keptLineFacts, lineFactColumns } from '#order/price-facts-store';
import type { ImportedOrder } from '#order/rules/imported-order';

/** Placements, orders, lines, what happened, what other rooms are told as history and, for cancelled ones, finished cancellations: one statement, effects for new ids only. */
export async function insertImportedOrders(db: Queryable, orders: readonly ImportedOrder[]): Promise<void> {
  await db.query({
    name: 'orders_import',
    text: `with given as (
             select i.position, o.* from jsonb_array_elements($1::jsonb) with ordinality as i(item, position)
             cross join lateral jsonb_to_record(i.item) as o(id uuid, "placedAt" timestamptz, "customerId" uuid, email text,
               "shippingAddress" jsonb, lines jsonb, quote jsonb, status text, "paymentStatus" text, "fulfillmentStatus" text,
               events jsonb, told jsonb, "idempotencyKey" text)
           ), placed as (
             insert into placements (id, scope, idempotency_key, input_hash, request, state, facts, lease_until, created_at, decided_at, finished_at)
             select id, coalesce('customer:' || "customerId", 'guest:' || email), "idempotencyKey", 'import',
                    jsonb_build_object('currency', quote -> 'currency', 'lines', lines, 'email', email, 'customerId', "customerId",
                      'shippingAddress', "shippingAddress", 'couponCodes', '[]'::jsonb, 'redeemPoints', quote -> 'pointsRedeemed',
                      'expectedTotalMinor', null),
                    'completed', jsonb_build_object('quote', quote, 'variants', lines, 'price', 'DONE', 'stock', 'DONE', 'points', 'DONE',
                      'payment', 'DONE', 'tries', 1, 'authorizations', 1),
                    "placedAt", "placedAt", "placedAt", "placedAt"
             from given order by position
             on conflict do nothing returning id
           ), fresh as (
             select g.* from given g where g.id in (select id from placed)
           ), ordered as (
             insert into orders (id, customer_id, email, shipping_address, currency, subtotal_minor, discount_minor, shipping_minor,
                                 tax_minor, included_tax_minor, total_minor, status, payment_status, fulfillment_status, placed_at,
                                 ${factColumns}, event_sequence)
             select id, "customerId", email, "shippingAddress", quote ->> 'currency', (quote ->> 'subtotalMinor')::bigint,
                    (quote ->> 'discountMinor')::bigint, (quote ->> 'shippingMinor')::bigint, (quote ->> 'taxMinor')::bigint,
                    (quote ->> 'includedTaxMinor')::bigint, (quote ->> 'totalMinor')::bigint, status, "paymentStatus", "fulfillmentStatus", "placedAt",
                    ${keptFacts('"customerId"')}, jsonb_array_length(told)
             from fresh order by position returning id, number
           ), lined as (
             insert into order_lines (order_id, position, sku, title, quantity, unit_minor, total_minor, ${lineFactColumns})
             select f.id, l.position, l.line ->> 'sku',
                    (select v ->> 'title' from jsonb_array_elements(f.lines) v where v ->> 'sku' = l.line ->> 'sku' limit 1),
                    (l.line ->> 'quantity')::int, (l.line ->> 'unitMinor')::bigint, (l.line ->> 'totalMinor')::bigint, ${keptLineFacts('l.line')}
             from fresh f cross join lateral jsonb_array_elements(f.quote -> 'lines') with ordinality as l(line, position)
           ), happened as (
             insert into order_events (order_id, type, occurred_at)
             select f.id, e.event ->> 'type', (e.event ->> 'at')::timestamptz
             from fresh f cross join lateral jsonb_array_elements(f.events) with ordinality as e(event, position) order by f.id, e.position
           ), said as (
             insert into outbox (id, type, version, key, sequence, history, data, occurred_at)
             select (t.event ->> 'id')::uuid, t.event ->> 'type', (t.event ->> 'version')::int, t.event ->> 'key', t.position, true,
                    (t.event -> 'data') || jsonb_build_object(t.event ->> 'lacks', o.number), (t.event ->> 'at')::timestamptz
             from fresh f join ordered o using (id) cross join lateral jsonb_array_elements(f.told) with ordinality as t(event, position)
           )
           insert into cancellations (order_id, idempotency_key, reason, state, lease_until, created_at, completed_at)
           select id, "idempotencyKey", 'imported', 'completed', "placedAt", "placedAt", "placedAt" from fresh where status = 'CANCELLED'`,
    values: [JSON.stringify(orders)],
  });
}
