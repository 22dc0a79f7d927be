import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { placeOrder } from '../support/place-order.ts';

export interface Measured {
  placed: number;
  other: number;
  p50: number;
  p99: number;
}

const purchase = (sku: string) => ({
  idempotencyKey: randomUUID(),
  email: 'you@example.com',
  lines: [{ sku, quantity: 1 }],
  shippingAddress: { name: 'You', line1: '1 Main St', city: 'Oakland', postalCode: '94607', region: 'CA', country: 'US' },
  payment: { token: 'tok_ok' },
});

/** Guests who buy one after another until `over`; what each waited, in ms. */
export async function buyUntil(url: string, sku: string, clients: number, over: Promise<unknown>): Promise<Measured> {
  let done = false;
  void over.finally(() => (done = true));
  const latencies: number[] = [];
  let other = 0;
  const client = async (): Promise<void> => {
    while (!done) {
      const since = performance.now();
      const told = await placeOrder(url, purchase(sku)).catch(() => ({ kind: 'nothing' }));
      if (told?.kind === 'OrderPlaced') latencies.push(performance.now() - since);
      else other += 1;
      if (told?.kind !== 'OrderPlaced') await sleep(20);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const sorted = latencies.toSorted((one, two) => one - two);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { placed: sorted.length, other, p50: at(0.5), p99: at(0.99) };
}

export const shown = ({ placed, other, p50, p99 }: Measured): string =>
  `${placed} orders, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms${other > 0 ? `, ${other} other answers` : ''}`;
