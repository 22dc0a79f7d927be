import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger } from '../crash/ledger.ts';
import { untilFinished } from '../crash/unfinished.ts';
import { startSteadyBuyers } from '../support/steady-buyers.ts';
import { until } from '../support/until.ts';
import type { WiredShop } from './open-wired-shop.ts';
import { untilVisited } from './visit.ts';

export interface SilenceReport {
  wires: readonly string[];
  /** Connections that fell silent. */
  silenced: number;
  /** From the silence to the first final answer to a key that was first asked with after it. */
  firstMs: number;
  /** From the silence until a customer was served who looks, joins and orders. */
  visitMs: number;
  /** What ready said meanwhile, each once. */
  told: string[];
  waits: number[];
  /** A sentence a broken promise. */
  broken: string[];
}

/** Connections fall silent while buyers buy, and stay so for as long; then all must have come to its end, and nothing may be wrong. */
export async function runSilence(shop: WiredShop, wires: readonly string[], forMs: number): Promise<SilenceReport> {
  const ledger = createLedger();
  const buyers = startSteadyBuyers(shop.url, ledger, 'MUG', `${wires.join()} ${Date.now()}`);
  const told = new Set<string>();
  let over = false;
  const asking = (async () => {
    for (; !over; await sleep(250)) {
      const answer = await fetch(`${shop.url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      if (answer?.status === 503) told.add(await answer.text());
      if (!answer) told.add('no answer in 5 s');
    }
  })();
  try {
    const enough = (): Promise<boolean> => Promise.resolve(buyers.asked.length > 5);
    await until(enough, Boolean, 60_000);
    // Opens what buying guests never use; a door that closed in the silence before may still be closed.
    await untilVisited(shop.url);
    const silenced = shop.silence(wires);
    const since = performance.now();
    const visiting = untilVisited(shop.url);
    // Who asked just before may be answered by what was said already.
    const later = () => buyers.asked.filter((one) => one.since > since);
    const [first] = await until(
      () => Promise.resolve(later()),
      (answered) => answered.length > 0,
      90_000,
    );
    const visitMs = await visiting;
    await sleep(Math.max(0, forMs - (performance.now() - since)));
    const waits = await buyers.stop();
    const { unfinished } = await untilFinished(shop.databases.orders, 60_000);
    const violations = await until(
      () => shop.violations(),
      (found) => found.length === 0,
      45_000,
    ).catch(() => shop.violations());
    const firstMs = first ? Math.round(first.since + first.ms - since) : Number.POSITIVE_INFINITY;
    return { wires, silenced, firstMs, visitMs, told: [...told], waits, broken: [...ledger.contradictions, ...unfinished, ...violations] };
  } finally {
    over = true;
    await buyers.stop();
    await asking;
  }
}
