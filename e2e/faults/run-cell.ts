import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger, type Ledger } from '../crash/ledger.ts';
import { signInBuyers, type Tokens } from '../crash/load.ts';
import { verify } from '../crash/verify.ts';
import { startSteadyBuyers } from '../support/steady-buyers.ts';
import type { Edge, FaultName } from './faults.ts';
import { placeMany } from './load.ts';
import type { FaultyShop } from './open-faulty-shop.ts';

export interface Cell {
  edge: Edge;
  fault: FaultName;
  orders: number;
  clients: number;
  seed: number;
  /** The fault is there for at least this long. */
  forMs: number;
}

/** The buyers of some cells, and all that they were told. */
export interface Witnesses {
  tokens: Tokens;
  ledger: Ledger;
}

export interface CellReport {
  cell: Cell;
  /** How often the fault struck. */
  hits: number;
  /** OrderPending answers while the fault was there. */
  toldPending: number;
  /** The longest that a buyer waited beyond the time they were ready to wait. */
  overtimeMs: number;
  /** From the end of the fault until the last placement was final. */
  finalMs: number;
  /** What was not final 60 s after the fault was lifted. */
  unfinished: string[];
  /** Of buyers who ask until they know: milliseconds until a final answer. */
  waits: number[];
}

const waitMs = 400;
/** Work that a room still had in its hands when everything was final is done by then. */
const lateMs = 1_000;

export const callWitnesses = async ({ url }: FaultyShop): Promise<Witnesses> => ({
  tokens: await signInBuyers(url),
  ledger: createLedger(),
});

/** One fault before one room while orders are placed; then it is lifted, and everything must come to its end. */
export async function runCell(shop: FaultyShop, { tokens, ledger }: Witnesses, cell: Cell): Promise<CellReport> {
  const { edge, fault, orders, clients, seed } = cell;
  const before = shop.hits(edge);
  const hits = (): number => shop.hits(edge) - before;
  const over = sleep(cell.forMs);
  await shop.strike(edge, fault);
  const name = `${edge} ${fault} ${seed}`;
  const steady = startSteadyBuyers(shop.url, ledger, 'MUG', name);
  const load = await placeMany(shop.url, tokens, ledger, { orders, clients, seed, waitMs, name, enough: () => hits() > 0 });
  await over;
  const struck = hits();
  await shop.lift(edge, fault);
  const waits = await steady.stop();
  const { ms: finalMs, unfinished } = await untilFinal(shop);
  return { cell, hits: struck, toldPending: load.pending, overtimeMs: load.overtimeMs, finalMs, unfinished, waits };
}

/** A sentence a promise that does not hold, once every fault is lifted and every placement final: now, and after all late work. */
export async function brokenPromises(shop: FaultyShop, { tokens, ledger }: Witnesses): Promise<string[]> {
  // Buyers who do not know yet ask again, which places a key whose intent never came to orders.
  const unsure = ledger.entries.filter(({ told, cancelKey, cancelled }) => !told || (cancelKey !== undefined && !cancelled));
  const broken = await verify(shop.url, tokens, unsure);
  const { unfinished } = await untilFinal(shop);
  const early = await shop.wrongEffects();
  await sleep(lateMs);
  const late = [...(await shop.wrongEffects()), ...(await verify(shop.url, tokens, ledger.entries, true)), ...(await shop.violations())];
  return [...new Set([...ledger.contradictions, ...broken, ...unfinished, ...early, ...late])];
}

const open = `select 'placement ' || id || ' is ' || state || ': ' || coalesce(last_error, '') as detail from placements
              where state in ('pending', 'confirmed', 'aborting') or needs_attention
              union all
              select 'cancellation of ' || order_id || ' is pending: ' || coalesce(last_error, '') from cancellations where state = 'pending'`;

/** Waits until nothing is under way in orders, at most 60 s. */
async function untilFinal(shop: FaultyShop): Promise<{ ms: number; unfinished: string[] }> {
  const since = performance.now();
  for (;;) {
    const unfinished = (await shop.readRows<{ detail: string }>('orders', open)).map(({ detail }) => detail);
    const ms = Math.round(performance.now() - since);
    if (unfinished.length === 0 || ms > 60_000) return { ms, unfinished };
    await sleep(50);
  }
}
