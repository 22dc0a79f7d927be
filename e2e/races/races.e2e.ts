import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Arena, openArena } from './arena.ts';
import { races } from './races.ts';
import { runRace } from './run-race.ts';

const pace = { rounds: 3, parallel: 50, seed: Number(process.env['RACE_SEED'] ?? Date.now() % 1_000_000) };

let arena: Arena;
beforeAll(async () => {
  arena = await openArena();
  console.log(`RACE_SEED=${pace.seed}; a statement takes ${arena.addedMs.toFixed(1)} ms longer than without delay`);
});
afterAll(() => arena?.close());

test('the database is about 5 ms away', () => {
  expect(arena.addedMs).toBeGreaterThan(4);
});

describe.each(races)('$name', (race) => {
  test(race.promise, async () => {
    const { anomalies, winners, ways, seconds, repeats } = await runRace(race, (round) => race.inShop(arena.shop, round), pace);
    console.log(`${pace.rounds} rounds in ${seconds.toFixed(1)} s, ${winners} winners, ${repeats} repeats`, ways);
    expect(anomalies).toEqual([]);
    expect(winners).toBeGreaterThan(0);
  });

  test('code that reads first and writes later is caught by the same requests', async () => {
    const { anomalies } = await runRace(race, (round) => race.naively(arena.naive, round), { ...pace, rounds: 2 });
    console.log(`naive: ${anomalies.length} anomalies, such as: ${anomalies[0]}`);
    expect(anomalies).not.toEqual([]);
  });
});

test('after all races every invariant holds', async () => {
  expect(await arena.violations()).toEqual([]);
});
