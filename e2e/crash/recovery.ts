import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface Recovery {
  /** A number for each placement or cancellation that was open when the last process had come back: milliseconds until it was final. */
  ms: number[];
  /** A sentence for each that did not become final in time. */
  stuck: string[];
}

/** Each as a row `id, said`. */
const openOnes = `
  select id::text as id, 'placement ' || id || ' is ' || state || case when needs_attention then ' and needs attention' else '' end ||
         ' after ' || attempts || ' failed attempts: ' || coalesce(last_error, '') as said
  from placements where state in ('pending', 'confirmed', 'aborting')
  union all
  select 'cancellation ' || order_id, 'cancellation of ' || order_id || ' is pending: ' || coalesce(last_error, '')
  from cancellations where state = 'pending'`;

/**
 * Call it when the last killed process listens again. What is open at that moment is watched until its state is final: completed or
 * aborted, so that nothing is held for it any more. The clock of each starts with this call.
 */
export async function watchRecovery(ordersUrl: string, deadlineMs = 60_000): Promise<Recovery> {
  const client = new pg.Client({ connectionString: ordersUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const started = performance.now();
    const read = async (): Promise<Map<string, string>> =>
      new Map((await client.query<{ id: string; said: string }>(openOnes)).rows.map(({ id, said }) => [id, said]));
    const watched = new Set((await read()).keys());
    const ms: number[] = [];
    while (watched.size > 0) {
      await sleep(20);
      const open = await read();
      const now = Math.round(performance.now() - started);
      for (const id of watched) {
        if (open.has(id)) continue;
        watched.delete(id);
        ms.push(now);
      }
      if (now > deadlineMs) return { ms, stuck: [...watched].map((id) => open.get(id) ?? id) };
    }
    return { ms, stuck: [] };
  } finally {
    await client.end();
  }
}
