import type { Queryable } from '@cartograph/kit/db';
import { locationJson } from '#location-store';
import type { Location } from '#rules/location';
import type { HoldState, LowStock, StockSummary } from '#rules/stock';
import type { Terms } from '#rules/terms';

/** A level `l` as JSON, its location's priority included: one text, so that every statement that locks levels tells them alike. */
export const levelJson = `json_build_object('sku', l.sku, 'locationId', l.location_id, 'priority', l.priority,
  'onHand', l.on_hand, 'reserved', l.reserved, 'lowStockThreshold', l.low_stock_threshold)`;

/** The terms `t` of a SKU as JSON, likewise. */
export const termsJson = `json_build_object('sku', t.sku, 'buffer', t.buffer, 'maxPerOrder', t.max_per_order, 'backorder', t.backorder,
  'backorderLimit', t.backorder_limit, 'backordered', t.backordered)`;

/** What is shown of a SKU. */
export interface ShownStock extends StockSummary {
  readonly terms: ShownTerms | null;
}

export interface ShownTerms extends Terms {
  readonly version: number;
  readonly expectedAt: string | null;
}

/** SKUs that inventory does not know are missing from the answer. */
export async function loadStock(db: Queryable, skus: readonly string[]): Promise<ShownStock[]> {
  return db.query<ShownStock & Record<string, unknown>>({
    name: 'inventory_load_stock',
    text: `select sku, sum(on_hand)::int as "onHand", sum(reserved)::int as reserved, sum(low_stock_threshold)::int as threshold,
                  (select ${termsJson}::jsonb || jsonb_build_object('version', t.version, 'expectedAt', t.expected_at)
                   from stock_policies t where t.sku = levels.sku) as terms
           from levels where sku = any($1::text[]) group by sku`,
    values: [skus],
  });
}

export interface Allocation {
  placementId: string;
  sku: string;
  location: Location;
  quantity: number;
  state: Exclude<HoldState, 'REFUSED'> | 'BACKORDERED';
}

/** What placements have taken from where, best location first, and what they wait for, at the open location where it is looked for first. */
export async function loadAllocations(db: Queryable, placementIds: readonly string[]): Promise<Allocation[]> {
  return db.query<Allocation & Record<string, unknown>>({
    name: 'inventory_load_allocations',
    text: `select "placementId", sku, location, quantity, state from (
             select h.placement_id as "placementId", n.sku, ${locationJson} as location, n.quantity, h.state, p.priority, p.id
             from holds h join hold_lines n on n.placement_id = h.placement_id join locations p on p.id = n.location_id
             where h.placement_id = any($1::uuid[])
             union all
             select b.placement_id, b.sku, p.location, b.waiting, 'BACKORDERED', p.priority, p.id
             from backorders b, lateral (
               select ${locationJson} as location, p.priority, p.id from levels l join locations p on p.id = l.location_id
               where l.sku = b.sku order by p.active desc, p.priority, p.id limit 1) p
             where b.placement_id = any($1::uuid[]) and b.waiting > 0) as allocated
           order by sku, state = 'BACKORDERED', priority, id`,
    values: [placementIds],
  });
}

// A staff page over a sum per SKU: 20,000 levels take about 10 ms, so no summary table has to be kept in step with the hot path.
const sellable = 'greatest(0, sum(l.on_hand - l.reserved) - coalesce(max(t.buffer + t.backordered), 0))';
const lowStock = `select l.sku, ${sellable}::int as available, sum(l.low_stock_threshold)::int as threshold
  from levels l left join stock_policies t on t.sku = l.sku group by l.sku having ${sellable} <= sum(l.low_stock_threshold)`;

export type LowStockPlace = Pick<LowStock, 'available' | 'sku'>;

/** SKUs at or below their threshold, the scarcest first or backwards, beyond a place in that order. */
export async function listLowStockPage(
  db: Queryable,
  { limit, backward, place }: { limit: number; backward: boolean; place: LowStockPlace | undefined },
): Promise<LowStock[]> {
  const [beyond, direction] = backward ? ['<', 'desc'] : ['>', 'asc'];
  return db.query<LowStock & Record<string, unknown>>({
    name: `inventory_low_stock_${direction}`,
    text: `select * from (${lowStock}) as low
           where $1::bigint is null or (available, sku) ${beyond} ($1::bigint, $2::text)
           order by available ${direction}, sku ${direction} limit $3`,
    values: [place?.available ?? null, place?.sku ?? null, limit],
  });
}

export async function countLowStockSkus(db: Queryable): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    name: 'inventory_count_low_stock',
    text: `select count(*)::int as count from (${lowStock}) as low`,
  });
  return row?.count ?? 0;
}
