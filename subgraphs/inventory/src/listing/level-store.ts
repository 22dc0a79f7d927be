import type { Queryable } from '@cartograph/kit/db';
import { locationJson } from '#location-store';
import type { Location } from '#rules/location';
import type { StockStatus } from '#rules/stock';

/** A level as it is shown. */
export interface ShownLevel {
  readonly sku: string;
  readonly location: Location;
  readonly onHand: number;
  readonly reserved: number;
  readonly inTransit: number;
  readonly updatedAt: Date;
}

export interface LevelFilter {
  readonly locationId: string | null;
  readonly skus: readonly string[] | null;
  readonly status: readonly StockStatus[] | null;
}

export interface LevelPlace {
  readonly sku: string;
  readonly locationId: string;
}

const shown = `l.sku, ${locationJson} as location, l.on_hand as "onHand", l.reserved, l.in_transit as "inTransit", l.updated_at as "updatedAt"`;

/** Of SKUs, the location first that goods are taken from first. */
export async function loadLevels(db: Queryable, skus: readonly string[]): Promise<ShownLevel[]> {
  return db.query<ShownLevel & Record<string, unknown>>({
    name: 'inventory_load_levels',
    text: `select ${shown} from levels l join locations p on p.id = l.location_id where l.sku = any($1::text[]) order by l.sku, p.priority, p.id`,
    values: [skus],
  });
}

/** The status of a SKU is that of all its locations together: it is summed only when it is asked for. */
const matching = `($1::text is null or l.location_id = $1) and ($2::text[] is null or l.sku = any($2))
  and ($3::text[] is null or l.sku in (
    select sku from (
      select s.sku, sum(s.on_hand - s.reserved) - coalesce(max(t.buffer + t.backordered), 0) as available,
             sum(s.low_stock_threshold) as threshold, max(t.backorder) filter (where t.backordered < t.backorder_limit) as backorder
      from levels s left join stock_policies t on t.sku = s.sku where $2::text[] is null or s.sku = any($2) group by s.sku) as sums
    where (case when available > threshold then 'IN_STOCK' when available > 0 then 'LOW_STOCK'
                else coalesce(backorder, 'OUT_OF_STOCK') end) = any($3)))`;

const valuesOf = ({ locationId, skus, status }: LevelFilter): unknown[] => [locationId, skus, status];

/** By SKU and location, or backwards, beyond a place in that order. Without a name, so that each filter is planned as it is. */
export async function listLevelPage(
  db: Queryable,
  filter: LevelFilter,
  { limit, backward, place }: { limit: number; backward: boolean; place: LevelPlace | undefined },
): Promise<ShownLevel[]> {
  const [beyond, direction] = backward ? ['<', 'desc'] : ['>', 'asc'];
  return db.query<ShownLevel & Record<string, unknown>>({
    text: `select ${shown} from levels l join locations p on p.id = l.location_id
           where ${matching} and ($4::text is null or (l.sku, l.location_id) ${beyond} ($4, $5::text))
           order by l.sku ${direction}, l.location_id ${direction} limit $6`,
    values: [...valuesOf(filter), place?.sku ?? null, place?.locationId ?? null, limit],
  });
}

export async function countLevels(db: Queryable, filter: LevelFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from levels l where ${matching}`,
    values: valuesOf(filter),
  });
  return row?.count ?? 0;
}
