import type { Queryable } from '@cartograph/kit/db';
import type { Hold } from '#hold-store';
import type { StockPick } from '#rules/reservation';
import type { HoldState, Level } from '#rules/stock';
import type { Terms } from '#rules/terms';
import { levelJson, termsJson } from '#stock-store';

export interface ClosingHolds {
  /** Every hold found, as it stood; holds that another command opened meanwhile are missing. */
  holds: Hold[];
  /** What the holds in the state `from` have taken. */
  picks: (StockPick & { placementId: string })[];
  /** Of those, the placements that wait for something. */
  waiting: string[];
  levels: Level[];
  terms: Terms[];
}

/** Locks holds, then all levels and the terms of the SKUs that those in the state `from` have taken or wait for: each in key order. */
export async function lockHolds(tx: Queryable, placementIds: readonly string[], from: HoldState): Promise<ClosingHolds> {
  const [row] = await tx.query<ClosingHolds & Record<string, unknown>>({
    name: 'inventory_lock_holds',
    text: `
      with ${lockedHolds('true')}
      select ${lockedJson}`,
    values: [placementIds, from],
  });
  return row ?? nothing;
}

/**
 * The same for HELD, and first marks placements that inventory has never heard of as RELEASED, so that a reserve which comes late is refused.
 * Marks come before locks, as claims do: whoever waits for an open claim must not hold what that claim waits for. What was committed while a
 * mark waited is seen by neither, and left out.
 */
export async function markOrLockHolds(tx: Queryable, placementIds: readonly string[]): Promise<ClosingHolds & { marked: string[] }> {
  const [row] = await tx.query<ClosingHolds & { marked: string[] }>({
    name: 'inventory_mark_or_lock_holds',
    text: `
      with marked as (
        insert into holds (placement_id, state, settled_at)
        select id, 'RELEASED', now() from unnest($1::uuid[]) as asked(id) order by id
        on conflict (placement_id) do nothing
        returning placement_id
      ), ${lockedHolds('(select count(*) from marked) >= 0')}
      select (select coalesce(jsonb_agg(placement_id), '[]') from marked) as marked, ${lockedJson}`,
    values: [placementIds, 'HELD'],
  });
  return row ?? { ...nothing, marked: [] };
}

const nothing: ClosingHolds = { holds: [], picks: [], waiting: [], levels: [], terms: [] };

const lockedHolds = (first: string): string => `locked as (
        select placement_id, state from holds where ${first} and placement_id = any($1::uuid[]) order by placement_id for no key update
      ), picks as (
        select placement_id, sku, location_id, quantity from hold_lines
        where placement_id = any(array(select placement_id from locked where state = $2))
      ), waits as (
        select placement_id, sku from backorders
        where waiting > 0 and placement_id = any(array(select placement_id from locked where state = $2))
      ), stock as (
        select l.sku, l.location_id, l.on_hand, l.reserved, l.low_stock_threshold, p.priority
        from levels l join locations p on p.id = l.location_id
        where l.sku = any(array(select sku from picks union select sku from waits))
        order by l.sku, l.location_id
        for no key update of l
      ), terms as (
        select * from stock_policies where sku = any(array(select distinct sku from stock)) order by sku for no key update
      )`;

const lockedJson = `(select coalesce(jsonb_agg(jsonb_build_object('placementId', placement_id, 'state', state)), '[]') from locked) as holds,
             (select coalesce(jsonb_agg(jsonb_build_object('placementId', placement_id, 'sku', sku, 'locationId', location_id,
                                                           'quantity', quantity)), '[]') from picks) as picks,
             (select coalesce(jsonb_agg(distinct placement_id), '[]') from waits) as waiting,
             (select coalesce(json_agg(${levelJson}), '[]') from stock l) as levels,
             (select coalesce(json_agg(${termsJson}), '[]') from terms t) as terms`;

/** Ends locked holds in the state `to`, lowers what they reserved, and takes them out of the queues that they wait in. */
export async function closeHolds(tx: Queryable, placementIds: readonly string[], to: 'RELEASED' | 'RETURNED'): Promise<void> {
  await tx.query({
    name: 'inventory_close_holds',
    text: `
      with closed as (
        update holds set state = $2, expires_at = null, settled_at = now() where placement_id = any($1::uuid[])
      ), left_queue as (
        update backorders set waiting = 0 where placement_id = any($1::uuid[]) and waiting > 0
      ), awaited as (
        update stock_policies set backordered = backordered - given_up.waiting
        from (select sku, sum(waiting)::int as waiting from backorders where placement_id = any($1::uuid[]) and waiting > 0 group by sku) as given_up
        where stock_policies.sku = given_up.sku
      )
      update levels set reserved = reserved - freed.quantity
      from (select sku, location_id, sum(quantity)::int as quantity
            from hold_lines where placement_id = any($1::uuid[]) group by sku, location_id) as freed
      where levels.sku = freed.sku and levels.location_id = freed.location_id`,
    values: [placementIds, to],
  });
}

/** Ends locked holds as SHIPPED: the goods leave on_hand and reserved alike, with a movement each. `at` per placement, or now. */
export async function shipHolds(tx: Queryable, shipments: readonly { placementId: string; at?: Date | undefined }[]): Promise<void> {
  await tx.query({
    name: 'inventory_ship_holds',
    text: `
      with shipments as (
        select "placementId" as placement_id, coalesce(at, now()) as at
        from jsonb_to_recordset($1) as s("placementId" uuid, at timestamptz)
      ), closed as (
        update holds set state = 'SHIPPED', settled_at = s.at from shipments s where holds.placement_id = s.placement_id
      ), ledger as (
        insert into movements (sku, location_id, kind, delta, on_hand_after, placement_id, occurred_at)
        select h.sku, h.location_id, 'SHIPPED', -h.quantity,
               l.on_hand - sum(h.quantity) over (partition by h.sku, h.location_id order by s.at, h.placement_id), h.placement_id, s.at
        from hold_lines h join shipments s on s.placement_id = h.placement_id
          join levels l on l.sku = h.sku and l.location_id = h.location_id
        order by s.at, h.placement_id
      )
      update levels set on_hand = on_hand - gone.quantity, reserved = reserved - gone.quantity, updated_at = now()
      from (select h.sku, h.location_id, sum(h.quantity)::int as quantity
            from hold_lines h join shipments s on s.placement_id = h.placement_id group by h.sku, h.location_id) as gone
      where levels.sku = gone.sku and levels.location_id = gone.location_id`,
    values: [JSON.stringify(shipments)],
  });
}
