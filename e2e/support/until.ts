import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until what comes is as wanted; after `ms`, far more than a busy machine needs, it throws with what came last. */
export async function until<T>(ask: () => Promise<T>, wanted: (found: T) => boolean, ms = 40_000): Promise<T> {
  const limit = Date.now() + ms;
  for (;;) {
    const found = await ask();
    if (wanted(found)) return found;
    if (Date.now() > limit) throw new Error(`still not as wanted after ${ms} ms: ${JSON.stringify(found)}`);
    await sleep(40);
  }
}
