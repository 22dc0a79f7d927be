import type { Queryable, Transaction } from '@cartograph/kit/db';
import type { Served, Waiting } from '#rules/queue';
import type { Level } from '#rules/stock';
import type { Terms } from '#rules/terms';
import { levelJson, termsJson } from '#stock-store';

/** SKUs that orders wait for and of which there is something to give, at most 100; of `skus`, or of all. */
export async function findServable(db: Queryable, skus: readonly string[] | null): Promise<string[]> {
  const rows = await db.query<{ sku: string }>({
    name: skus === null ? 'inventory_find_servable' : 'inventory_find_servable_of',
    text: `select t.sku from stock_policies t
           where t.backordered > 0 ${skus === null ? '' : 'and t.sku = any($1::text[])'}
             and (select sum(l.on_hand - l.reserved) from levels l where l.sku = t.sku) > t.buffer
           order by t.sku limit 100`,
    values: skus === null ? [] : [skus],
  });
  return rows.map(({ sku }) => sku);
}

/** Levels, then terms, as an order locks them. */
export async function lockForServing(tx: Queryable, sku: string): Promise<{ levels: Level[]; terms: Terms | null }> {
  const [row] = await tx.query<{ levels: Level[]; terms: Terms | null }>({
    name: 'inventory_lock_for_serving',
    text: `
      with locked as (
        select l.sku, l.location_id, l.on_hand, l.reserved, l.low_stock_threshold, p.priority
        from levels l join locations p on p.id = l.location_id
        where l.sku = $1 order by l.location_id for no key update of l
      ), terms as (
        select * from stock_policies where (select count(*) from locked) > 0 and sku = $1 for no key update
      )
      select (select coalesce(json_agg(${levelJson}), '[]') from locked l) as levels, (select ${termsJson} from terms t) as terms`,
    values: [sku],
  });
  return row ?? { levels: [], terms: null };
}

/** Who waits for the first `units`, at most 500, the first that came first. Read after the lock, so that nobody is served twice. */
export async function loadQueue(tx: Queryable, sku: string, units: number): Promise<Waiting[]> {
  return tx.query<Waiting & Record<string, unknown>>({
    name: 'inventory_load_queue',
    text: `select "placementId", sku, waiting from (
             select placement_id as "placementId", sku, waiting, sum(waiting) over (order by place) - waiting as ahead, place
             from (select * from backorders where sku = $1 and waiting > 0 order by place limit 500) as first
           ) as queue where ahead < $2 order by place`,
    values: [sku, units],
  });
}

/** What they waited for is theirs: it is reserved, and waits no more. */
export function writeServed(tx: Transaction, sku: string, served: readonly Served[]): void {
  tx.last({
    name: 'inventory_write_served',
    text: `
      with served as (
        select "placementId" as placement_id, "locationId" as location_id, sum(quantity)::int as quantity
        from jsonb_to_recordset($2) as s("placementId" uuid, "locationId" text, quantity int) group by 1, 2
      ), lines as (
        insert into hold_lines (placement_id, sku, location_id, quantity) select placement_id, $1, location_id, quantity from served
        on conflict (placement_id, sku, location_id) do update set quantity = hold_lines.quantity + excluded.quantity
      ), queue as (
        update backorders set waiting = waiting - given.quantity
        from (select placement_id, sum(quantity)::int as quantity from served group by 1) as given
        where backorders.placement_id = given.placement_id and backorders.sku = $1
      ), awaited as (
        update stock_policies set backordered = backordered - (select sum(quantity)::int from served) where sku = $1
      )
      update levels set reserved = reserved + taken.quantity
      from (select location_id, sum(quantity)::int as quantity from served group by 1) as taken
      where levels.sku = $1 and levels.location_id = taken.location_id`,
    values: [sku, JSON.stringify(served)],
  });
}
