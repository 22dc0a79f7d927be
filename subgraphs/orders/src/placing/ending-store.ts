import type { Queryable } from '@cartograph/kit/db';
import { stillLiving } from '#placing/server-life-store';

/** confirmed -> completed, with PAID for the captured ones. The ids that this call ended: re-read the others. */
export async function completePlacements(
  db: Queryable,
  items: readonly { id: string; captured: boolean; life: string }[],
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_complete',
    text: `with done as (
             update placements set state = 'completed', finished_at = now(), needs_attention = false, attention_reason = null, last_error = null,
             lease_owner = null
             where id = any(${stillLiving('$1', '$3')}) and state is not distinct from 'confirmed' returning id
           ), paid as (
             update orders set payment_status = 'PAID'
             where id = any(array(select id from done)) and id = any($2::uuid[]) and payment_status = 'AUTHORIZED' returning id
           ), happened as (
             insert into order_events (order_id, type) select id, 'PAYMENT_CAPTURED' from paid
           )
           select id from done`,
    values: [items.map(({ id }) => id), items.filter(({ captured }) => captured).map(({ id }) => id), items.map(({ life }) => life)],
  });
  return new Set(rows.map(({ id }) => id));
}

/** aborting -> aborted: everything was let go. The ids that this call ended: re-read the others. */
export async function finishAborts(db: Queryable, items: readonly { id: string; life: string }[]): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>({
    name: 'placements_finish_abort',
    text: `update placements set state = 'aborted', finished_at = now(), needs_attention = false, attention_reason = null, last_error = null,
             lease_owner = null
           where id = any(${stillLiving('$1', '$2')}) and state is not distinct from 'aborting' returning id`,
    values: [items.map(({ id }) => id), items.map(({ life }) => life)],
  });
  return new Set(rows.map(({ id }) => id));
}
