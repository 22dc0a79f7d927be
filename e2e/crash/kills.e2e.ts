import { afterAll, expect, test } from 'vitest';
import { type CrashShop, openCrashShop } from './crash-shop.ts';
import { createDice, seedOfRun } from './dice.ts';
import { killsOf } from './kills.ts';
import { runRounds } from './rounds.ts';
import { judge, report } from './verdict.ts';

let shop: CrashShop | undefined;
afterAll(() => shop?.close());

test('rooms, gateway and PostgreSQL die at random while 24 clients buy, and every answer stays true', { timeout: 1_200_000 }, async () => {
  const seed = seedOfRun();
  console.log(`CRASH_SEED=${seed}`);
  shop = await openCrashShop({ dice: createDice(seed + 1), share: 0.005 });
  const wanted = { kills: 50, postgresCrashes: 2, orders: 500, clients: 24, everyMs: 400 };
  const result = await runRounds(shop, { seed, ...wanted, say: console.log });
  const verdict = await judge(shop, result);
  console.log(report(result, verdict));
  const { violations, wrong, contradictions, stuck } = verdict;
  expect({ violations, wrong, contradictions, stuck }).toEqual({ violations: [], wrong: [], contradictions: [], stuck: [] });
  expect(killsOf(result.tally)).toBeGreaterThanOrEqual(wanted.kills);
  expect(result.tally.postgresCrashes).toBe(wanted.postgresCrashes);
  // A load that places or refuses nothing would prove nothing.
  const told = (kind: string): number => result.ledger.entries.filter((entry) => entry.told?.kind === kind).length;
  expect(Math.min(told('OrderPlaced'), told('OrderRejected'))).toBeGreaterThan(0);
});
