import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../crash/ledger.ts';
import type { Wait } from './availability.ts';
import { placeOrder, purchase } from './place-order.ts';

export interface SteadyBuyers {
  /** Milliseconds from the first request of each key to its final answer; Infinity where none came within 30 s. Ends what it still asks. */
  stop(): Promise<number[]>;
  /** Of the same keys, what `stop` gives without the times. */
  readonly asked: readonly Wait[];
}

const buyers = 3;
const betweenMs = 250;
const longestMs = 30_000;

/** Guests who each want one thing after the other, and ask with the same key until they know: how long do they wait? */
export function startSteadyBuyers(url: string | (() => string), ledger: Ledger, sku: string, name: string): SteadyBuyers {
  const asked: Wait[] = [];
  const now = typeof url === 'string' ? () => url : url;
  let stopped = false;
  const buy = async (key: string, email: string): Promise<void> => {
    const entry = ledger.open('guest', purchase(key, [{ sku, quantity: 1 }], { email, waitMs: 1_000 }));
    const since = performance.now();
    const waited = (): number => performance.now() - since;
    while (waited() <= longestMs) {
      const answer = await placeOrder(now(), entry.purchase, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      if (answer) ledger.note(entry, answer);
      if (entry.told) return void asked.push({ since, ms: waited() });
      // Who is cut short by the end of the run has not waited long enough to count.
      if (stopped) return;
      await sleep(100);
    }
    asked.push({ since, ms: Number.POSITIVE_INFINITY });
  };
  const buyer = async (index: number): Promise<void> => {
    for (let turn = 1; !stopped; turn += 1) {
      await buy(`steady ${name} ${index} ${turn}`, `steady${index}@example.org`);
      await sleep(betweenMs);
    }
  };
  const all = Promise.all(Array.from({ length: buyers }, (_, index) => buyer(index)));
  return {
    asked,
    stop: async () => {
      stopped = true;
      await all;
      return asked.map(({ ms }) => ms);
    },
  };
}
