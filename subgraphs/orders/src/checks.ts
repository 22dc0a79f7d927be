import type { RoomChecks } from '@cartograph/kit/room';
import { sequenceCheck } from '@cartograph/kit/sequence-check';
import { events } from '#events';

/** The invariants of docs/architecture.md, as far as this room's database shows them. Unique indexes and checks hold the rest. */
export const checks: RoomChecks = {
  own: [
    {
      invariant: 13,
      name: 'nothing_of_an_erased_person_is_left',
      sql: `select format('order %s names a customer who was erased', o.number) as detail from erased_people e join orders o using (customer_id)
            where o.email not like 'erased-%@erased.invalid' or o.shipping_address ->> 'line1' <> 'erased'
               or o.billing_address ->> 'line1' <> 'erased'
            union all
            select format('placement %s names a customer who was erased', p.id) from erased_people e join orders o using (customer_id)
              join placements p on p.id = o.id
            where p.scope not like 'erased:%' or p.request ->> 'email' not like 'erased-%' or p.request -> 'shippingAddress' ->> 'line1' <> 'erased'
            limit 100`,
    },
    {
      invariant: 2,
      name: 'one_placement_per_key_and_one_order_per_cart',
      sql: `select format('scope %s has key %s %s times', scope, idempotency_key, count(*)) as detail
            from placements group by scope, idempotency_key having count(*) > 1
            union all
            select format('cart %s became %s orders', cart_id, count(*)) from orders where cart_id is not null group by cart_id having count(*) > 1
            limit 100`,
    },
    {
      invariant: 2,
      name: 'closed_carts_have_their_order',
      sql: `select format('cart %s is closed without an order', c.id) as detail from carts c
            where c.status = 'closed' and not exists (select from orders o where o.cart_id = c.id)
            union all
            select format('cart %s is claimed by a placement that is over', c.id) from carts c left join placements p on p.id = c.placement_id
            where c.status = 'placing' and (p.id is null or p.state <> 'pending') limit 100`,
    },
    {
      invariant: 2,
      name: 'one_cart_a_customer',
      sql: `select format('customer %s has %s carts at once', customer_id, count(*)) as detail from carts
            where customer_id is not null and saved_at is null and status in ('open', 'placing')
            group by customer_id having count(*) > 1 limit 100`,
    },
    {
      invariant: 3,
      name: 'order_totals_add_up',
      sql: `select format('order %s: total %s, parts %s, lines %s, subtotal %s', o.number, o.total_minor,
                          o.subtotal_minor - o.discount_minor + o.shipping_minor + o.tax_minor, coalesce(l.total, 0), o.subtotal_minor) as detail
            from orders o left join (select order_id, sum(total_minor) as total from order_lines group by order_id) l on l.order_id = o.id
            where o.total_minor <> o.subtotal_minor - o.discount_minor + o.shipping_minor + o.tax_minor
               or coalesce(l.total, 0) <> o.subtotal_minor limit 100`,
    },
    {
      invariant: 3,
      name: 'what_an_order_says_adds_up',
      sql: `select format('order %s: discount %s, by cause %s, by line and points %s; tax %s and %s, by rate %s and %s, by line %s and %s', o.number,
                          o.discount_minor, d.amount, l.discount + o.points_value_minor, o.tax_minor, o.included_tax_minor,
                          t.added, t.included, l.added + s.added, l.included + s.included) as detail
            from orders o
            cross join lateral (select coalesce(sum((e ->> 'amountMinor')::bigint), 0) as amount,
                                       coalesce(sum((e ->> 'amountMinor')::bigint) filter (where e ->> 'kind' = 'POINTS'), 0) as points
                                from jsonb_array_elements(o.discounts) e) d
            cross join lateral (select coalesce(sum((e ->> 'taxMinor')::bigint) filter (where not (e ->> 'included')::boolean), 0) as added,
                                       coalesce(sum((e ->> 'taxMinor')::bigint) filter (where (e ->> 'included')::boolean), 0) as included
                                from jsonb_array_elements(coalesce(o.taxes, '[]')) e) t
            cross join lateral (select coalesce(sum((e ->> 'taxMinor')::bigint) filter (where not (r -> 'included')::boolean), 0) as added,
                                       coalesce(sum((e ->> 'taxMinor')::bigint) filter (where (r -> 'included')::boolean), 0) as included
                                from jsonb_array_elements(coalesce(o.shipping_taxes, '[]')) e,
                                     lateral (select o.taxes -> (e ->> 'taxRate')::int as r) rate) s
            cross join lateral (select coalesce(sum(discount_minor), 0) as discount, coalesce(sum(tax_minor), 0) as added,
                                       coalesce(sum(included_tax_minor), 0) as included,
                                       bool_or((select sum(share::bigint) from jsonb_array_elements_text(price_facts -> 'discountSharesMinor') share)
                                               <> discount_minor) as unshared
                                from order_lines where order_id = o.id) l
            where o.price_facts = 'kept' and (
              d.amount <> o.discount_minor or d.points <> o.points_value_minor or l.discount + o.points_value_minor <> o.discount_minor
              or l.unshared or l.added + s.added <> o.tax_minor or l.included + s.included <> o.included_tax_minor
              or (o.taxes is not null and (t.added <> o.tax_minor or t.included <> o.included_tax_minor))) limit 100`,
    },
    {
      invariant: 5,
      name: 'events_are_published',
      sql: `select format('event %s (%s) waits since %s', id, type, occurred_at) as detail from outbox
            where published_at is null and not history and occurred_at < now() - interval '30 seconds' limit 100`,
    },
    {
      invariant: 7,
      name: 'no_placement_is_unfinished',
      sql: `select format('placement %s is %s since %s: %s', id, state, created_at, coalesce(last_error, 'no error')) as detail from placements
            where state in ('confirmed', 'aborting') and not needs_attention and coalesce(decided_at, created_at) < now() - interval '60 seconds'
            union all
            select format('placement %s is pending since %s', id, created_at) from placements
            where state = 'pending' and not needs_attention and created_at < now() - interval '3 minutes' and not facts ? 'challenge'
            union all
            select format('claim of %s is pending since %s', c.order_id, c.created_at) from claims c
            where c.state = 'pending' and c.created_at < now() - interval '60 seconds'
            union all
            select format('cancellation of %s is pending since %s', c.order_id, c.created_at) from cancellations c
            join placements p on p.id = c.order_id
            where c.state = 'pending' and not c.needs_attention and not p.needs_attention and c.created_at < now() - interval '60 seconds'
            limit 100`,
    },
    {
      invariant: 9,
      name: 'every_confirmed_placement_has_its_order',
      // One join tells both: placements are the largest rows of the shop.
      sql: `select case when o.id is null then format('placement %s is %s without an order', p.id, p.state)
                        else format('order %s has no confirmed placement', o.number) end as detail
            from placements p full join orders o on o.id = p.id
            where (coalesce(p.state, '') in ('confirmed', 'completed')) <> (o.id is not null)
            union all
            select format('order %s has no lines', o.number) from orders o where not exists (select from order_lines l where l.order_id = o.id) limit 100`,
    },
    {
      invariant: 10,
      name: 'price_on_the_order_is_the_price_frozen',
      sql: `select format('order %s: %s on the order, %s frozen', o.number, o.total_minor, p.facts #>> '{quote,totalMinor}') as detail
            from orders o join placements p on p.id = o.id
            where o.total_minor <> (p.facts #>> '{quote,totalMinor}')::bigint limit 100`,
    },
    {
      invariant: 7,
      name: 'decided_placements_hold_no_token',
      sql: `select format('placement %s is %s since %s, and its payment token is still kept', id, state, decided_at) as detail
            from placements
            where state <> 'pending' and request ? 'paymentToken' and decided_at < now() - interval '5 minutes' limit 100`,
    },
    sequenceCheck('orders', 'id', events),
  ],
  readings: {
    placements: 'select id as placement_id, state, needs_attention from placements',
    // Look-ups a row: joined, a page from the middle read all placements before it.
    orders: `select o.id as placement_id, o.number, o.status, o.payment_status, o.total_minor, o.currency, o.customer_id,
                    (p.facts #>> '{quote,pointsRedeemed}')::int as points_redeemed,
                    coalesce(c.state, 'none') as cancellation,
                    coalesce(c.state = 'pending' and c.needs_attention, false) as cancellation_needs_attention
             from orders o cross join lateral (select facts from placements where id = o.id offset 0) p
             left join lateral (select state, needs_attention from cancellations where order_id = o.id offset 0) c on true`,
  },
};
