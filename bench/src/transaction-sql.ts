// The statements of transaction.ts. The schemas are those of floor.sql: copies of the rooms' own.

export const findPlacement = {
  name: 'find_placement',
  text: 'select id from orders.placements where scope = $1 and idempotency_key = $2',
};

/** What is sold and what it costs: sku, quantity, variant_id, title, unit_minor, rate_ppm, in the order asked. */
export const readLines = {
  name: 'read_lines',
  text: `select s.sku, s.quantity, v.id as variant_id, p.title, b.unit_minor, coalesce(t.rate_ppm, 0) as rate_ppm
    from unnest($1::text[], $2::int[]) with ordinality as s(sku, quantity, position)
    join products.product_variants v on v.sku = s.sku
    join products.products p on p.id = v.product_id and p.status = 'PUBLISHED'
    join pricing.items i on i.sku = s.sku and i.sku = any($1)
    join pricing.price_entries m on m.sku = s.sku and m.currency = 'USD'
    cross join lateral (
      select m.break_units_minor[(select count(*) from unnest(m.break_quantities) from_quantity where from_quantity <= s.quantity)] as unit_minor
    ) b
    left join lateral (
      select rate_ppm from pricing.tax_rates
      where country = 'US' and region in ('CA', '') and tax_category in (i.tax_category, 'standard') and not included
      order by tax_category = i.tax_category desc, region desc limit 1
    ) t on true
    order by s.position`,
};

export const readShipping = {
  name: 'read_shipping',
  text: `select r.price_minor as flat_minor, r.free_from_minor
    from pricing.shipping_zones z join pricing.shipping_zone_rates r on r.method_id = z.method_id and r.zone = z.place
    where r.currency = 'USD' and (z.countries = '{}' or 'US' = any(z.countries)) order by cardinality(z.countries) desc limit 1`,
};

export const insertQuote = {
  name: 'insert_quote',
  text: `insert into pricing.placement_quotes (placement_id, state, currency, total_minor, quote) values ($1, 'CONFIRMED', 'USD', $2, $3)`,
};

export const earnPoints = {
  name: 'earn_points',
  text: `with hold as (
      insert into customers.point_holds (placement_id, customer_id, points, state, available, points_to_earn, settled_at)
      select $1, customer_id, 0, 'COMMITTED', available, $3::int, now() from customers.loyalty_accounts where customer_id = $2
    ), entry as (
      insert into customers.loyalty_entries (customer_id, placement_id, kind, points, pending) values ($2, $1, 'ACCRUAL_PENDING', 0, $3::int)
    )
    update customers.loyalty_accounts set pending = pending + $3::int where customer_id = $2`,
};

/** Sorted, so that two orders never wait for each other in a circle. */
export const lockLevels = {
  name: 'lock_levels',
  text: `select l.sku, l.location_id, p.priority, l.on_hand - l.reserved as available
    from inventory.levels l join inventory.locations p on p.id = l.location_id
    where l.sku = any($1) order by l.sku, l.location_id for no key update of l`,
};

export const insertHold = {
  name: 'insert_hold',
  text: `with hold as (insert into inventory.holds (placement_id, state, settled_at) values ($1, 'COMMITTED', now()))
    insert into inventory.hold_lines (placement_id, sku, location_id, quantity)
    select $1, s.sku, s.location_id, s.quantity from unnest($2::text[], $3::text[], $4::int[]) as s(sku, location_id, quantity)`,
};

export const reserve = {
  name: 'reserve',
  text: `update inventory.levels l set reserved = reserved + s.quantity
    from unnest($1::text[], $2::text[], $3::int[]) as s(sku, location_id, quantity) where l.sku = any($1) and l.sku = s.sku and l.location_id = s.location_id`,
};

/** The provider's own book, which the simulator keeps on the same server. */
export const charge = {
  name: 'charge',
  text: `insert into simulator.charges (key, token, amount_minor, currency, state, captured_minor, asked)
    values ($1, 'tok_ok', $2, 'USD', 'CAPTURED', $2, 1) returning reference`,
};

export const insertPayment = {
  name: 'insert_payment',
  text: `with payment as (
      insert into payments.payments (placement_id, customer_id, amount_minor, currency, token, state, authorized_minor, captured_minor, provider_reference)
      values ($1, $2, $3, 'USD', 'tok_ok', 'CAPTURED', $3, $3, $4)
    ), tried as (
      insert into payments.attempts (placement_id, verb, number, outcome, latency_ms, at)
      values ($1, 'authorize', 1, 'AUTHORIZED', 0, now()), ($1, 'capture', 1, 'CAPTURED', 0, now())
    )
    insert into payments.outbox (type, version, key, sequence, data)
    values ('payments.payment_authorized', 1, $5, 1, $6), ('payments.payment_captured', 1, $5, 2, $6)`,
};

export const insertPlacement = {
  name: 'insert_placement',
  text: `insert into orders.placements (id, scope, idempotency_key, input_hash, request, state, facts, lease_until, decided_at, finished_at)
    values ($1, $2, $3, $4, $5, 'completed', $6, now(), now(), now())`,
};

export const insertOrder = {
  name: 'insert_order',
  text: `with placed as (
      insert into orders.orders (id, customer_id, email, shipping_address, currency, subtotal_minor, discount_minor, shipping_minor, tax_minor,
                                 included_tax_minor, total_minor, payment_status)
      values ($1, $2, $3, $4, 'USD', $5, 0, $6, $7, 0, $8, 'PAID') returning number
    ), lines as (
      insert into orders.order_lines (order_id, position, sku, title, quantity, unit_minor, total_minor)
      select $1, l.position, l.sku, l.title, l.quantity, l.unit_minor, l.total_minor
      from unnest($9::text[], $10::text[], $11::int[], $12::bigint[], $13::bigint[])
        with ordinality as l(sku, title, quantity, unit_minor, total_minor, position)
    ), story as (
      insert into orders.order_events (order_id, type) values ($1, 'PLACED'), ($1, 'PAYMENT_AUTHORIZED'), ($1, 'PAYMENT_CAPTURED')
    )
    insert into orders.outbox (type, version, key, sequence, data)
    select 'orders.order_placed', 1, $14, 1, jsonb_build_object('number', number) || $15::jsonb from placed`,
};
