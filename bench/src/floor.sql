-- The floor: what a placed and settled order leaves behind, written by one call in one transaction of one database. The schemas are
-- copies of the rooms' own (their migrations, one schema a room), so rows, checks and indexes are the same; main.ts compares the rows.
-- It takes no shortcut that changes a row, and every shortcut that does not: no held state in between, no attempt to be repeatable.

create table bench.clients (number int primary key, customer_id uuid not null, email text not null);

-- Half a cent goes up, as California has it.
create function bench.half_up(numerator bigint, denominator bigint) returns bigint language sql immutable return
  numerator / denominator + case when 2 * (numerator % denominator) >= denominator then 1 else 0 end;

create function bench.place_order(client int, first_sku int, second_sku int, third_sku int) returns bigint language plpgsql as $$
declare
  placement uuid := uuidv7();
  idempotency text := uuidv7()::text;
  skus text[] := array['BENCH-' || lpad(first_sku::text, 4, '0'), 'BENCH-' || lpad(second_sku::text, 4, '0'), 'BENCH-' || lpad(third_sku::text, 4, '0')];
  quantities int[] := array[1, 1, 2];
  address jsonb := '{"name": null, "line1": "1 Main Street", "line2": null, "city": "Springfield", "region": "CA", "postalCode": "90210", "country": "US"}';
  buyer record;
  variants jsonb;
  priced record;
  shipping bigint;
  total bigint;
  earned int;
  frozen jsonb;
  order_number text;
  found_rows int;
begin
  select customer_id, email into strict buyer from bench.clients where number = client;
  perform 1 from orders.placements where scope = 'customer:' || buyer.customer_id and idempotency_key = idempotency;
  if found then raise exception 'this key was used'; end if;

  select jsonb_agg(jsonb_build_object('sku', v.sku, 'variantId', v.id, 'title', p.title) order by s.position) into variants
  from unnest(skus) with ordinality as s(sku, position)
  join products.product_variants v on v.sku = s.sku
  join products.products p on p.id = v.product_id and p.status = 'PUBLISHED';
  if jsonb_array_length(variants) is distinct from 3 then raise exception 'not on sale'; end if;

  select sum(l.total)::bigint as subtotal, sum(l.tax)::bigint as tax,
         jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity, 'unitMinor', l.unit::text, 'totalMinor', l.total::text,
                                      'discountMinor', '0', 'taxMinor', l.tax::text, 'includedTaxMinor', '0') order by l.position) as lines
  into strict priced
  from (
    select s.position, s.sku, s.quantity, u.unit, u.unit * s.quantity as total,
           bench.half_up(u.unit * s.quantity * coalesce(t.rate_ppm, 0), 1000000) as tax
    from unnest(skus, quantities) with ordinality as s(sku, quantity, position)
    join pricing.price_entries p on p.sku = s.sku and p.currency = 'USD'
    join pricing.items i on i.sku = s.sku
    cross join lateral (
      select p.break_units_minor[(select count(*) from unnest(p.break_quantities) from_quantity where from_quantity <= s.quantity)] as unit
    ) u
    left join lateral (
      select r.rate_ppm from pricing.tax_rates r
      where r.country = 'US' and r.region in ('CA', '') and r.tax_category in (i.tax_category, 'standard') and not r.included
      order by r.tax_category = i.tax_category desc, r.region desc limit 1
    ) t on true
  ) l;
  select case when priced.subtotal >= r.free_from_minor then 0 else r.price_minor end into strict shipping
  from pricing.shipping_zones z join pricing.shipping_zone_rates r on r.method_id = z.method_id and r.zone = z.place
  where r.currency = 'USD' and (z.countries = '{}' or 'US' = any(z.countries)) order by cardinality(z.countries) desc limit 1;
  total := priced.subtotal + shipping + priced.tax;
  earned := priced.subtotal / 100;
  frozen := jsonb_build_object('currency', 'USD', 'lines', priced.lines, 'subtotalMinor', priced.subtotal::text, 'discountMinor', '0',
                               'shippingMinor', shipping::text, 'taxMinor', priced.tax::text, 'includedTaxMinor', '0',
                               'totalMinor', total::text, 'pointsToEarn', earned, 'pointsRedeemed', 0);

  perform 1 from inventory.levels where sku = any(skus) order by sku, location_id for no key update;
  insert into inventory.holds (placement_id, state, settled_at) values (placement, 'COMMITTED', now());
  insert into inventory.hold_lines (placement_id, sku, location_id, quantity)
  select placement, s.sku, l.location_id, s.quantity
  from unnest(skus, quantities) as s(sku, quantity)
  cross join lateral (select v.location_id from inventory.levels v join inventory.locations p on p.id = v.location_id
                      where v.sku = s.sku and v.on_hand - v.reserved >= s.quantity order by p.priority limit 1) l;
  get diagnostics found_rows = row_count;
  if found_rows <> 3 then raise exception 'short of stock'; end if;
  update inventory.levels l set reserved = reserved + h.quantity
  from inventory.hold_lines h where h.placement_id = placement and l.sku = h.sku and l.location_id = h.location_id;

  insert into pricing.placement_quotes (placement_id, state, currency, total_minor, quote) values (placement, 'CONFIRMED', 'USD', total, frozen);

  insert into customers.point_holds (placement_id, customer_id, points, state, available, points_to_earn, settled_at)
  select placement, customer_id, 0, 'COMMITTED', available, earned, now() from customers.loyalty_accounts where customer_id = buyer.customer_id;
  insert into customers.loyalty_entries (customer_id, placement_id, kind, points, pending)
  values (buyer.customer_id, placement, 'ACCRUAL_PENDING', 0, earned);
  update customers.loyalty_accounts set pending = pending + earned where customer_id = buyer.customer_id;

  -- The provider's own book, which the simulator keeps on the same server.
  insert into simulator.charges (key, token, amount_minor, currency, state, captured_minor, asked)
  values (placement::text, 'tok_ok', total, 'USD', 'CAPTURED', total, 1);
  insert into payments.payments (placement_id, customer_id, amount_minor, currency, token, state, authorized_minor, captured_minor, provider_reference)
  select placement, buyer.customer_id, total, 'USD', 'tok_ok', 'CAPTURED', total, total, reference
  from simulator.charges where key = placement::text;
  insert into payments.attempts (placement_id, verb, number, outcome, latency_ms, at)
  values (placement, 'authorize', 1, 'AUTHORIZED', 0, now()), (placement, 'capture', 1, 'CAPTURED', 0, now());
  insert into payments.outbox (type, version, key, sequence, data)
  select type, 1, placement, sequence, jsonb_build_object('placementId', placement, 'amountMinor', total::text, 'currency', 'USD')
  from unnest(array['payments.payment_authorized', 'payments.payment_captured']) with ordinality as e(type, sequence);

  insert into orders.placements (id, scope, idempotency_key, input_hash, request, state, facts, lease_until, decided_at, finished_at)
  values (placement, 'customer:' || buyer.customer_id, idempotency, 'Z0FBQUFBQm5zWlhZV1ZGRkRUUlJDWTBOVVVKQ1ZVVQ',
          jsonb_build_object('lines', jsonb_build_array(jsonb_build_object('sku', skus[1], 'quantity', quantities[1]),
                                                        jsonb_build_object('sku', skus[2], 'quantity', quantities[2]),
                                                        jsonb_build_object('sku', skus[3], 'quantity', quantities[3])),
                             'currency', 'USD', 'couponCodes', '[]'::jsonb, 'shippingAddress', address, 'paymentToken', 'tok_ok',
                             'redeemPoints', 0, 'expectedTotalMinor', null, 'email', buyer.email, 'customerId', buyer.customer_id),
          'completed',
          jsonb_build_object('variants', variants, 'quote', frozen, 'price', 'DONE', 'stock', 'DONE', 'points', 'DONE', 'tries', 1),
          now(), now(), now());
  insert into orders.orders (id, customer_id, email, shipping_address, currency, subtotal_minor, discount_minor, shipping_minor, tax_minor,
                             included_tax_minor, total_minor, payment_status)
  values (placement, buyer.customer_id, buyer.email, address, 'USD', priced.subtotal, 0, shipping, priced.tax, 0, total, 'PAID')
  returning number into order_number;
  insert into orders.order_lines (order_id, position, sku, title, quantity, unit_minor, total_minor)
  select placement, l.position, l.line ->> 'sku', variants -> (l.position::int - 1) ->> 'title', (l.line ->> 'quantity')::int,
         (l.line ->> 'unitMinor')::bigint, (l.line ->> 'totalMinor')::bigint
  from jsonb_array_elements(priced.lines) with ordinality as l(line, position);
  insert into orders.order_events (order_id, type)
  select placement, type from unnest(array['PLACED', 'PAYMENT_AUTHORIZED', 'PAYMENT_CAPTURED']) as e(type);
  insert into orders.outbox (type, version, key, sequence, data)
  values ('orders.order_placed', 1, placement, 1,
          jsonb_build_object('orderId', placement, 'number', order_number, 'customerId', buyer.customer_id, 'email', buyer.email,
                             'currency', 'USD', 'totalMinor', total::text, 'lines', priced.lines));
  return total;
end
$$;
