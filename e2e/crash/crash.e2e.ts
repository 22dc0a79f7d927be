import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { type StackProcess, startStackProcess } from '../support/stack-process.ts';
import { createDice, seedOfRun } from './dice.ts';
import { createLedger } from './ledger.ts';
import { signInBuyers, startLoad } from './load.ts';
import { untilFinished } from './unfinished.ts';
import { sampleOf, verify } from './verify.ts';

const rounds = 6;
const dataDir = makeDataFolder();
let stack: StackProcess | undefined;

afterAll(async () => {
  await stack?.killEverything();
  removeDataFolder(dataDir);
});

test('whatever is killed under load, the shop stands by every answer it gave', { timeout: 900_000 }, async () => {
  const seed = seedOfRun();
  console.log(`CRASH_SEED=${seed}`);
  const dice = createDice(seed);
  const ledger = createLedger();
  stack = await startStackProcess(dataDir);
  for (let round = 1; round <= rounds; round += 1) {
    const roundStart = ledger.entries.length;
    const load = startLoad(stack.url, await signInBuyers(stack.url), ledger, seed * 10 + round);
    await sleep(dice.between(1_500, 3_500));
    await stack.killEverything();
    await load.stop();
    const killed = performance.now();
    stack = await startStackProcess(dataDir);
    const startMs = Math.round(performance.now() - killed);
    const { ms, unfinished } = await untilFinished(stack.databases['orders'] ?? '');
    const sample = sampleOf(ledger, roundStart);
    console.log(
      `crash ${round}: ${ledger.entries.length - roundStart} keys, restart ${startMs} ms, all final after ${ms} ms, ${sample.length} keys asked again`,
    );
    expect(unfinished).toEqual([]);
    expect(await verify(stack.url, await signInBuyers(stack.url), sample)).toEqual([]);
    expect(ledger.contradictions).toEqual([]);
  }
  expect((await untilFinished(stack.databases['orders'] ?? '')).unfinished).toEqual([]);
  const tokens = await signInBuyers(stack.url);
  expect(await verify(stack.url, tokens, ledger.entries)).toEqual([]);
  expect((await untilFinished(stack.databases['orders'] ?? '')).unfinished).toEqual([]);
  expect(await verify(stack.url, tokens, ledger.entries.slice(-1_000), true)).toEqual([]);

  const told = (kind: string): number => ledger.entries.filter((entry) => entry.told?.kind === kind).length;
  const cancelled = ledger.entries.filter((entry) => entry.cancelled).length;
  console.log(`${ledger.entries.length} keys: ${told('OrderPlaced')} placed (${cancelled} cancelled), ${told('OrderRejected')} rejected`);
  // A load that places, refuses or cancels nothing would prove nothing.
  expect(Math.min(told('OrderPlaced'), told('OrderRejected'), cancelled)).toBeGreaterThan(0);

  const { exitCode, output } = await runDoctor(dataDir);
  expect(exitCode, output).toBe(0);

  // The driver itself: an order that is not as it was told must not pass.
  const placed = ledger.entries.find(({ told }) => told?.kind === 'OrderPlaced');
  if (placed?.told?.kind !== 'OrderPlaced') throw new Error('nothing was placed');
  expect(await verify(stack.url, tokens, [{ ...placed, told: { ...placed.told, number: 'another' } }])).toHaveLength(1);
  expect(await stack.stop()).toBe('0');
});
