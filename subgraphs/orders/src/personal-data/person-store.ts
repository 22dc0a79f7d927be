import type { Queryable } from '@cartograph/kit/db';
import type { PersonalDataRequest } from '@cartograph/kit/personal-data';
import { scopeOf } from '#placing/rules/purchase-key';

/** What is not over yet of a customer: numbers of orders, and how many are being placed. */
export async function findOpenOf(db: Queryable, customerIds: readonly string[]): Promise<{ customerId: string; open: string[] }[]> {
  const rows = await db.query<{ customerId: string; open: string[] }>({
    name: 'orders_open_of',
    text: `select asked.id as "customerId",
             array(select number from orders o where o.customer_id = asked.id and o.status = 'CONFIRMED'
                     and o.fulfillment_status not in ('DELIVERED', 'RETURNED') order by o.id limit 100)
             || array(select 'being placed' from placements p where p.state in ('pending', 'confirmed', 'aborting')
                        and p.request ->> 'customerId' = asked.id::text limit 100) as open
           from unnest($1::uuid[]) as asked(id)`,
    values: [customerIds],
  });
  return customerIds.map((customerId) => ({ customerId, open: rows.find((row) => row.customerId === customerId)?.open ?? [] }));
}

/** Orders, newest first and at most 1,000, and carts. */
export async function collectPerson(tx: Queryable, { customerId }: PersonalDataRequest): Promise<Readonly<Record<string, unknown>>> {
  const orders = await tx.query({
    text: `select number, placed_at as "placedAt", email, status, payment_status as "paymentStatus", shipping_address as "shippingAddress",
             billing_address as "billingAddress", currency, total_minor::text as "totalMinor", points_redeemed as "pointsRedeemed",
             (select jsonb_agg(jsonb_build_object('sku', l.sku, 'title', l.title, 'quantity', l.quantity, 'totalMinor', l.total_minor::text)
                               order by l.position) from order_lines l where l.order_id = o.id) as lines
           from orders o where customer_id = $1 order by id desc limit 1000`,
    values: [customerId],
  });
  const carts = await tx.query({
    text: `select status, currency, coupon_codes as "couponCodes", updated_at as "updatedAt",
             (select jsonb_agg(jsonb_build_object('sku', l.sku, 'title', l.title, 'quantity', l.quantity)) from cart_lines l where l.cart_id = c.id)
               as lines
           from carts c where customer_id = $1 order by id desc limit 100`,
    values: [customerId],
  });
  const lists = await tx.query({ text: 'select name, shared, lines from shopping_lists where customer_id = $1', values: [customerId] });
  return { orders, carts, lists };
}

/** Tax hangs on country and region: they stay, and say of nobody who they are. */
const withoutPerson = (address: string): string => `jsonb_build_object('name', null, 'company', null, 'line1', 'erased', 'line2', null,
  'city', 'erased', 'region', ${address} -> 'region', 'postalCode', null, 'country', ${address} -> 'country', 'phone', null)`;

/** Orders stay, with their money and their goods; who placed them, and where they went, does not. */
export async function erasePerson(tx: Queryable, { customerId, email }: PersonalDataRequest): Promise<void> {
  const [open] = await findOpenOf(tx, [customerId]);
  // Told again a moment later: what is being placed ends within minutes.
  if (open?.open.includes('being placed')) throw new Error(`an order of ${customerId} is still being placed`);
  const nobody = `erased-${customerId}@erased.invalid`;
  await tx.query({
    text: `update orders set email = $2, shipping_address = ${withoutPerson('shipping_address')},
             billing_address = case when billing_address is not null then ${withoutPerson('billing_address')} end
           where customer_id = $1`,
    values: [customerId, nobody],
  });
  await tx.query({
    text: `update placements set scope = 'erased:' || id, idempotency_key = id::text,
             request = (request - 'client' - 'returnUrl' - 'paymentToken') || jsonb_build_object('email', $2::text, 'shippingAddress',
               ${withoutPerson(`(request -> 'shippingAddress')`)}, 'billingAddress',
               case when request ->> 'billingAddress' is not null then ${withoutPerson(`(request -> 'billingAddress')`)} end)
           where id in (select id from orders where customer_id = $1)
              or (scope = any($3::text[]) and request ->> 'customerId' = $1::text)`,
    values: [customerId, nobody, [scopeOf(email), `customer:${customerId}`]],
  });
  await tx.query({
    text: `update cancellations set key_scope = null, reason = null where order_id in (select id from orders where customer_id = $1)`,
    values: [customerId],
  });
  for (const table of ['outbox', 'outbox_archive'])
    await tx.query({
      text: `update ${table} set data = data || case when data ? 'email' then jsonb_build_object('email', $2::text) else '{}' end
                                       || case when data ? 'reason' then '{"reason": null}'::jsonb else '{}' end
             where key in (select id::text from orders where customer_id = $1) and (data ? 'email' or data ? 'reason')`,
      values: [customerId, nobody],
    });
  await tx.query({ text: `delete from carts where customer_id = $1 and status in ('open', 'merged')`, values: [customerId] });
  await tx.query({ text: 'delete from shopping_lists where customer_id = $1', values: [customerId] });
  await tx.query({
    text: 'insert into erased_people (customer_id) values ($1) on conflict do nothing',
    values: [customerId],
  });
}
