import { startSteadyBuyers } from '../support/steady-buyers.ts';
import { until } from '../support/until.ts';
import type { CrashShop } from './crash-shop.ts';
import { createDice } from './dice.ts';
import { type KillOptions, type KillTally, killAtRandom, killsOf, newTally } from './kills.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { type LoadOptions, signInBuyers, startLoad } from './load.ts';
import { watchRecovery } from './recovery.ts';
import { sampleOf, verify } from './verify.ts';

export interface RoundsOptions {
  seed: number;
  /** At least so many of each. */
  kills: number;
  postgresCrashes: number;
  orders: number;
  clients: number;
  /** Between two kills. */
  everyMs: number;
  say: (line: string) => void;
}

export interface RoundsResult {
  tally: KillTally;
  ledger: Ledger;
  /** Answers with an error, and requests without an answer, by code. */
  errors: Record<string, number>;
  /** Of each placement that was open when the last process of a round had come back. */
  recoveryMs: number[];
  stuck: string[];
  wrong: string[];
  /** Of buyers who ask until they know: milliseconds until a final answer. */
  waits: number[];
}

/** Rooms that are dead, or that have lost their database, make no answer wrong. */
const excused = ['SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];
/** A buyer's patience in milliseconds; nobody keeps a client busy for longer than it takes a room to come back. */
const waits = [0, 100, 300, 1_000, 3_000];
const manners: LoadOptions = { excused, waits, pauseMs: 100 };
const killsARound = 25;
const sampleSize = 100;
const progressMs = 5_000;

/**
 * In rounds: while clients buy, processes are killed; then, while they still buy, what was open when the last process had come back
 * is watched until it is final; then they buy on in peace until enough is bought, and a sample of all keys is asked again.
 */
export async function runRounds(shop: CrashShop, options: RoundsOptions): Promise<RoundsResult> {
  const { seed, kills, postgresCrashes, orders, say } = options;
  const result: RoundsResult = { tally: newTally(), ledger: createLedger(), errors: {}, recoveryMs: [], stuck: [], wrong: [], waits: [] };
  const dice = createDice(seed);
  const rounds = Math.max(Math.ceil(kills / killsARound), postgresCrashes);
  for (let round = 1; round <= rounds; round += 1) {
    const tokens = await signInBuyers(shop.url);
    const load = startLoad(shop.url, tokens, result.ledger, seed * 1_000 + round, { ...manners, clients: options.clients });
    const steady = startSteadyBuyers(shop.url, result.ledger, 'MUG-CLASSIC', `${seed} ${round}`);
    const progress = setInterval(() => say(progressLine(result)), progressMs);
    const from = result.ledger.entries.length;
    try {
      await oneRound(shop, result, {
        dice,
        kills: Math.ceil((kills - killsOf(result.tally)) / (rounds - round + 1)),
        everyMs: options.everyMs,
        withPostgres: result.tally.postgresCrashes < postgresCrashes,
      });
      await until(
        () => Promise.resolve(answeredOf(result.ledger)),
        (answered) => answered >= (orders * round) / rounds,
        300_000,
      );
    } finally {
      clearInterval(progress);
      result.waits.push(...(await steady.stop()));
      await load.stop();
    }
    for (const [code, count] of Object.entries(load.errors)) result.errors[code] = (result.errors[code] ?? 0) + count;
    const sample = sampleOf(result.ledger, from).slice(-sampleSize);
    result.wrong.push(...(await verify(shop.url, await signInBuyers(shop.url), sample)));
    say(`round ${round} of ${rounds}: ${result.ledger.entries.length - from} keys, ${sample.length} keys asked again`);
  }
  return result;
}

async function oneRound(shop: CrashShop, result: RoundsResult, options: KillOptions): Promise<void> {
  await killAtRandom(shop, result.tally, options);
  await shop.mendWires();
  const { ms, stuck } = await watchRecovery(shop.databases.orders);
  result.recoveryMs.push(...ms);
  result.stuck.push(...stuck);
}

/** Keys that have reached the shop. */
const answeredOf = ({ entries }: Ledger): number => entries.filter(({ answered }) => answered).length;

function progressLine({ tally, ledger }: RoundsResult): string {
  const told = ledger.entries.filter((entry) => entry.told).length;
  return `${killsOf(tally)} kills, ${tally.postgresCrashes} crashes of PostgreSQL, ${answeredOf(ledger)} keys answered, ${told} of them finally`;
}
