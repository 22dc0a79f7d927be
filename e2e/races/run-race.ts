import { setTimeout as sleep } from 'node:timers/promises';
import { createDice } from '../crash/dice.ts';
import type { Contest, Race, Round } from './race.ts';

export interface Pace {
  rounds: number;
  parallel: number;
  seed: number;
}

export interface Result {
  race: string;
  rounds: number;
  requests: number;
  winners: number;
  /** How often a client had to ask again. */
  repeats: number;
  anomalies: string[];
  ways: Record<string, number>;
  seconds: number;
}

/** All at the same moment, or spread over so many milliseconds. */
const spreads = [0, 0, 5, 20];

/** Runs the rounds one after the other; the seed decides who begins when. `told` hears of each round. */
export async function runRace(
  race: Race,
  open: (round: Round) => Promise<Contest>,
  { rounds, parallel, seed }: Pace,
  told: (round: number, so: Result) => void = () => undefined,
): Promise<Result> {
  const began = performance.now();
  const result: Result = { race: race.name, rounds: 0, requests: 0, winners: 0, repeats: 0, anomalies: [], ways: {}, seconds: 0 };
  for (let number = 1; number <= rounds; number += 1) {
    const dice = createDice(seed * 100_003 + number);
    const name = `${race.name.replaceAll(' ', '-')}-${number}`;
    const contest = await open({ name, parallel, dice, repeated: () => (result.repeats += 1) });
    const answers = await askAll(contest, parallel, dice);
    const { winners, anomalies, ways = {} } = await contest.verdict(answers);
    result.rounds = number;
    result.requests += parallel;
    result.winners += winners;
    result.anomalies.push(...anomalies.map((anomaly) => `round ${number}: ${anomaly}`));
    for (const [way, count] of Object.entries(ways)) result.ways[way] = (result.ways[way] ?? 0) + count;
    result.seconds = (performance.now() - began) / 1_000;
    told(number, result);
  }
  return result;
}

async function askAll(contest: Contest, parallel: number, dice: Round['dice']): Promise<string[]> {
  const answers = Array.from<string>({ length: parallel });
  const spread = dice.pick(spreads);
  const askOne = async (index: number, pauseMs: number): Promise<void> => {
    if (pauseMs > 0) await sleep(pauseMs);
    answers[index] = await contest.ask(index).catch((error: unknown) => `failed: ${String(error)}`);
  };
  await Promise.all(shuffled(parallel, dice).map((index) => askOne(index, spread === 0 ? 0 : dice.between(0, spread))));
  return answers;
}

/** 0 to count - 1 in an order that the dice decide (Fisher-Yates). */
function shuffled(count: number, dice: Round['dice']): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = dice.between(0, last);
    const [one = 0, two = 0] = [order[last], order[other]];
    order[last] = two;
    order[other] = one;
  }
  return order;
}
