import type { Queryable } from '@cartograph/kit/db';
import type { Level } from '#rules/stock';
import type { Terms } from '#rules/terms';
import { levelJson, termsJson } from '#stock-store';

/** A level as whoever writes stock sees it. */
export interface GroundLevel extends Level {
  readonly inTransit: number;
}

export interface UsedKey {
  readonly inputHash: string;
  readonly transferId: string | null;
}

export interface Ground {
  /** All levels of the SKUs, in all locations, locked. */
  readonly levels: readonly GroundLevel[];
  /** Of those SKUs that have some, locked after the levels. */
  readonly terms: readonly Terms[];
  /** What the key was used for. */
  readonly used: UsedKey | null;
}

/** Locks the SKUs' levels in key order, after the locations: a statement of its own sees the levels that were opened while it waited for those. */
export async function lockGround(tx: Queryable, skus: readonly string[], idempotencyKey: string | null): Promise<Ground> {
  const [row] = await tx.query<{ levels: GroundLevel[]; terms: Terms[]; used: UsedKey | null }>({
    name: 'inventory_lock_ground',
    text: `
      with locked as (
        select l.sku, l.location_id, l.on_hand, l.reserved, l.in_transit, l.low_stock_threshold, p.priority
        from levels l join locations p on p.id = l.location_id
        where l.sku = any($1::text[]) order by l.sku, l.location_id for no key update of l
      ), terms as (
        select * from stock_policies where (select count(*) from locked) > 0 and sku = any($1::text[]) order by sku for no key update
      )
      select (select coalesce(jsonb_agg(${levelJson}::jsonb || jsonb_build_object('inTransit', l.in_transit)), '[]') from locked l) as levels,
             (select coalesce(json_agg(${termsJson}), '[]') from terms t) as terms,
             (select json_build_object('inputHash', input_hash, 'transferId', transfer_id)
              from (select input_hash, transfer_id from stock_writes where idempotency_key = $2
                    union all select input_hash, null from movements where idempotency_key = $2) as written limit 1) as used`,
    values: [skus, idempotencyKey],
  });
  return row ?? { levels: [], terms: [], used: null };
}

/** Of a key that somebody else used at the same moment. */
export async function findUsedKey(tx: Queryable, idempotencyKey: string): Promise<UsedKey | undefined> {
  const [row] = await tx.query<UsedKey & Record<string, unknown>>({
    name: 'inventory_find_used_key',
    text: 'select input_hash as "inputHash", transfer_id as "transferId" from stock_writes where idempotency_key = $1',
    values: [idempotencyKey],
  });
  return row;
}
