import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeOrder, purchase } from '../support/place-order.ts';

export interface Bought {
  /** Of each order that was placed, what its buyer waited, in ms. */
  latencies: readonly number[];
  /** Other answers, and none. */
  other: number;
}

/** Guests who buy one after another until `over`. */
export async function buyUntil(url: string, sku: string, clients: number, over: Promise<unknown>): Promise<Bought> {
  let done = false;
  const end = (): void => void (done = true);
  over.then(end, end);
  const latencies: number[] = [];
  let other = 0;
  const client = async (): Promise<void> => {
    while (!done) {
      const since = performance.now();
      const told = await placeOrder(url, purchase(randomUUID(), [{ sku, quantity: 1 }], { email: 'you@example.com' })).catch(
        () => undefined,
      );
      if (told?.kind === 'OrderPlaced') latencies.push(performance.now() - since);
      else {
        other += 1;
        await sleep(20);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { latencies, other };
}

export const together = (...all: readonly Bought[]): Bought => ({
  latencies: all.flatMap(({ latencies }) => latencies),
  other: all.reduce((sum, { other }) => sum + other, 0),
});

export function quantile({ latencies }: Bought, share: number): number {
  const sorted = latencies.toSorted((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const shown = (bought: Bought): string =>
  `${bought.latencies.length} orders, p50 ${quantile(bought, 0.5).toFixed(1)} ms, p99 ${quantile(bought, 0.99).toFixed(1)} ms` +
  (bought.other > 0 ? `, ${bought.other} other answers` : '');
