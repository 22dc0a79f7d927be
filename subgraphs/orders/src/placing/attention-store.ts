import type { Queryable } from '@cartograph/kit/db';
import { type PlacementRow, placementColumns, placementOf } from '#placing/placement-store';
import type { AttentionReason, Placement } from '#placing/rules/placement';

/**
 * Flags a placement, which shows it to a person, and gives its lease back for `delayMs`, in one statement: what waits that long is always
 * shown, and nothing that was settled before may be lost until then. False when it has ended, or when `life`, the server's from before the first call, is over: read
 * it again.
 */
export async function flagPlacement(
  db: Queryable,
  { id, reason, error, delayMs, life }: { id: string; reason: AttentionReason; error: string; delayMs: number; life: string },
): Promise<boolean> {
  const rows = await db.query({
    name: 'placement_flag',
    text: `update placements set needs_attention = true, attention_reason = $5, last_error = $2, lease_owner = null,
             lease_until = now() + $3 * interval '1 millisecond'
           where id = $1 and state in ('pending', 'confirmed', 'aborting') and exists (select from server_life where token = $4) returning 1`,
    values: [id, error, delayMs, life, reason],
  });
  return rows.length === 1;
}

/** Also those that have ended, and whose order's cancellation needs it. */
export async function findPlacementsNeedingAttention(db: Queryable, limit: number, after: string | undefined): Promise<Placement[]> {
  const rows = await db.query<PlacementRow>({
    name: 'placements_attention',
    text: `select ${placementColumns} from placements
           where id = any(array(
             select id from placements where needs_attention and ($2::uuid is null or id > $2)
             union select order_id from cancellations where state = 'pending' and needs_attention and ($2::uuid is null or order_id > $2)
             order by 1 limit $1))
           order by id`,
    values: [limit, after ?? null],
  });
  return rows.map(placementOf);
}
