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

/** A placement that needs attention; also one that has ended, and whose order's cancellation needs it. */
const needing = (which: (id: string) => string): string => `select id from placements where needs_attention and ${which('id')}
  union select order_id from cancellations where state = 'pending' and needs_attention and ${which('order_id')}`;

/** Oldest first, or backwards, beyond `place`. */
export async function findPlacementsNeedingAttention(
  db: Queryable,
  { limit, backward, place }: { limit: number; backward: boolean; place: string | undefined },
): Promise<Placement[]> {
  const [beyond, direction] = backward ? ['<', 'desc'] : ['>', 'asc'];
  const rows = await db.query<PlacementRow>({
    name: `placements_attention_${direction}`,
    text: `select ${placementColumns} from placements
           where id = any(array(${needing((id) => `($2::uuid is null or ${id} ${beyond} $2)`)} order by 1 ${direction} limit $1))
           order by id ${direction}`,
    values: [limit, place ?? null],
  });
  return rows.map(placementOf);
}

export async function countPlacementsNeedingAttention(db: Queryable): Promise<number> {
  const [row] = await db.query<{ total: number }>({
    name: 'placements_attention_count',
    text: `select count(*)::int as total from (${needing(() => 'true')}) as needing`,
  });
  return row?.total ?? 0;
}
