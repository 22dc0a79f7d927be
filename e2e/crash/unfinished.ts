import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What orders has begun and not ended, as its database says: a sentence each, at most a few. */
async function listUnfinished(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ detail: string }>(
    `select 'placement ' || id || ' is ' || state || case when needs_attention then ' and needs attention' else '' end || ': ' ||
            coalesce(last_error, '') as detail
     from placements where state in ('pending', 'confirmed', 'aborting')
     union all
     select 'cancellation of ' || order_id || ' is pending: ' || coalesce(last_error, '') from cancellations where state = 'pending'
     limit 10`,
  );
  return rows.map(({ detail }) => detail);
}

/** Waits until nothing is under way in orders; gives how long that took, and what is left at the deadline. */
export async function untilFinished(ordersUrl: string, deadlineMs = 40_000): Promise<{ ms: number; unfinished: string[] }> {
  const started = performance.now();
  const client = new pg.Client({ connectionString: ordersUrl });
  await client.connect();
  try {
    for (;;) {
      const unfinished = await listUnfinished(client);
      const ms = Math.round(performance.now() - started);
      if (unfinished.length === 0 || ms > deadlineMs) return { ms, unfinished };
      await sleep(25);
    }
  } finally {
    await client.end();
  }
}
