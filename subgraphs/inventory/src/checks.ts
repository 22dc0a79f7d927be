import type { RoomChecks } from '@cartograph/kit/room';

/** What `npm run doctor` asks of this room's database: every row is a violation. */
export const checks: RoomChecks = {
  own: [
    {
      invariant: 1,
      name: 'levels_match_ledger',
      sql: `select coalesce(l.sku, m.sku) || ' at ' || coalesce(l.location_id, m.location_id) || ': on hand ' || coalesce(l.on_hand, 0)
                   || ', but its movements sum to ' || coalesce(m.sum, 0) as detail
            from levels l full join (select sku, location_id, sum(delta) from movements group by sku, location_id) m
              on m.sku = l.sku and m.location_id = l.location_id
            where coalesce(l.on_hand, 0) <> coalesce(m.sum, 0) limit 100`,
    },
    {
      invariant: 1,
      name: 'reserved_matches_holds',
      sql: `select coalesce(l.sku, h.sku) || ' at ' || coalesce(l.location_id, h.location_id) || ': reserved ' || coalesce(l.reserved, 0)
                   || ', but holds and allocations sum to ' || coalesce(h.sum, 0) as detail
            from levels l full join (
              select n.sku, n.location_id, sum(n.quantity)
              from holds join hold_lines n using (placement_id) where state in ('HELD', 'COMMITTED') group by n.sku, n.location_id
            ) h on h.sku = l.sku and h.location_id = l.location_id
            where coalesce(l.reserved, 0) <> coalesce(h.sum, 0) limit 100`,
    },
    {
      invariant: 1,
      name: 'reserved_within_on_hand',
      sql: `select sku || ' at ' || location_id || ': reserved ' || reserved || ' of ' || on_hand as detail
            from levels where reserved < 0 or reserved > on_hand limit 100`,
    },
    {
      invariant: 1,
      name: 'shipments_match_movements',
      sql: `select 'placement ' || placement_id || ': ' || sku || ' at ' || location_id || ' shipped ' || coalesce(n.quantity, 0)
                   || ', but moved ' || coalesce(-m.delta, 0) as detail
            from (select n.* from hold_lines n join holds using (placement_id) where state = 'SHIPPED') n
            full join (select * from movements where kind = 'SHIPPED') m using (placement_id, sku, location_id)
            where coalesce(n.quantity, 0) <> coalesce(-m.delta, 0) limit 100`,
    },
    {
      invariant: 1,
      name: 'stock_in_transit',
      sql: `select coalesce(l.sku, t.sku) || ' to ' || coalesce(l.location_id, t.location_id) || ': ' || coalesce(l.in_transit, 0)
                   || ' in transit, but transfers have ' || coalesce(t.sum, 0) || ' on their way' as detail
            from (select * from levels where in_transit <> 0) l full join (
              select n.sku, s.to_location_id as location_id, sum(n.quantity - n.received - n.lost)
              from stock_transfers s join stock_transfer_lines n on n.transfer_id = s.id
              where s.status <> 'RECEIVED' group by n.sku, s.to_location_id having sum(n.quantity - n.received - n.lost) <> 0
            ) t on t.sku = l.sku and t.location_id = l.location_id
            where coalesce(l.in_transit, 0) <> coalesce(t.sum, 0) limit 100`,
    },
    {
      invariant: 1,
      name: 'transfers_end_when_all_is_there',
      sql: `select 'transfer ' || s.id || ': ' || s.status || ', but ' || sum(n.quantity - n.received - n.lost) || ' are on their way' as detail
            from stock_transfers s join stock_transfer_lines n on n.transfer_id = s.id group by s.id
            having (s.status = 'RECEIVED') <> (sum(n.quantity - n.received - n.lost) = 0) limit 100`,
    },
    {
      invariant: 1,
      name: 'live_holds_have_lines',
      sql: `select 'placement ' || placement_id || ': ' || state || ' without a line' as detail
            from holds where state in ('HELD', 'COMMITTED', 'RETURNED', 'SHIPPED')
              and not exists (select from hold_lines n where n.placement_id = holds.placement_id)
              and not exists (select from backorders b where b.placement_id = holds.placement_id) limit 100`,
    },
    {
      invariant: 1,
      name: 'refused_holds_hold_nothing',
      sql: `select 'placement ' || placement_id || ': refused, yet ' || quantity || ' of ' || sku || ' are taken' as detail
            from hold_lines join holds using (placement_id) where state = 'REFUSED' limit 100`,
    },
    {
      invariant: 1,
      name: 'backorders_within_limit',
      sql: `select sku || ': ' || backordered || ' are sold that are not there, of at most ' || backorder_limit as detail
            from stock_policies where backordered > backorder_limit limit 100`,
    },
    {
      invariant: 1,
      name: 'backorders_match_queue',
      sql: `select coalesce(p.sku, b.sku) || ': ' || coalesce(p.backordered, 0) || ' are awaited, but orders wait for ' || coalesce(b.sum, 0) as detail
            from (select * from stock_policies where backordered <> 0) p
            full join (select sku, sum(waiting) from backorders where waiting > 0 group by sku) b on b.sku = p.sku
            where coalesce(p.backordered, 0) <> coalesce(b.sum, 0) limit 100`,
    },
    {
      invariant: 1,
      name: 'only_live_orders_wait',
      sql: `select 'placement ' || placement_id || ': ' || state || ', yet it waits for ' || waiting || ' of ' || sku as detail
            from backorders join holds using (placement_id) where waiting > 0 and state not in ('HELD', 'COMMITTED') limit 100`,
    },
    {
      invariant: 6,
      name: 'no_hold_overdue',
      sql: `select 'placement ' || placement_id || ': held, although it expired ' || expires_at as detail
            from holds where state = 'HELD' and expires_at < now() - interval '30 seconds' limit 100`,
    },
  ],
  readings: {
    holds: 'select placement_id, state from holds',
  },
};
