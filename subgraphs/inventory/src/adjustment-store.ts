import type { Queryable } from '@cartograph/kit/db';
import type { Adjustment } from '#rules/adjustment';
import type { Level } from '#rules/stock';
import { levelJson } from '#stock-store';

export interface AdjustmentGround {
  /** The location named, or the first by priority; null when there is no such location. */
  locationId: string | null;
  /** All levels of the SKU, locked. */
  levels: Level[];
}

/** Locks the SKU's levels, so that the same key on the same SKU waits its turn. */
export async function lockForAdjustment(tx: Queryable, { sku, locationId }: Adjustment): Promise<AdjustmentGround> {
  const [row] = await tx.query<AdjustmentGround & Record<string, unknown>>({
    name: 'inventory_lock_for_adjustment',
    text: `
      with locked as (
        select l.sku, l.location_id, l.on_hand, l.reserved, l.low_stock_threshold, p.priority
        from levels l join locations p on p.id = l.location_id
        where l.sku = $1 order by l.sku, l.location_id for no key update of l
      )
      select (select coalesce(json_agg(${levelJson}), '[]') from locked l) as levels,
             (select id from locations where $2::text is null or id = $2 order by priority, id limit 1) as "locationId"`,
    values: [sku, locationId],
  });
  return row ?? { levels: [], locationId: null };
}

/** The input hash of the adjustment that used the key; undefined when none has. */
export async function findAdjustmentHash(tx: Queryable, idempotencyKey: string): Promise<string | undefined> {
  const [row] = await tx.query<{ inputHash: string }>({
    name: 'inventory_find_adjustment',
    text: 'select input_hash as "inputHash" from movements where idempotency_key = $1',
    values: [idempotencyKey],
  });
  return row?.inputHash;
}

/** Movement and level in one statement; false when the key was used meanwhile, and then nothing is changed. */
export async function insertAdjustment(
  tx: Queryable,
  { sku, delta, reason, note, idempotencyKey }: Adjustment,
  locationId: string,
  inputHash: string,
  madeBy: string | null,
): Promise<boolean> {
  const rows = await tx.query({
    name: 'inventory_insert_adjustment',
    text: `
      with moved as (
        insert into movements (sku, location_id, kind, delta, note, made_by, idempotency_key, input_hash)
        values ($1, $2, $3, $4::int, $5, $6, $7, $8)
        on conflict on constraint movements_idempotency_key_once do nothing
        returning sku, location_id
      )
      insert into levels (sku, location_id, on_hand) select sku, location_id, greatest($4, 0) from moved
      on conflict (sku, location_id) do update set on_hand = levels.on_hand + $4
      returning sku`,
    values: [sku, locationId, reason, delta, note, madeBy, idempotencyKey, inputHash],
  });
  return rows.length === 1;
}
