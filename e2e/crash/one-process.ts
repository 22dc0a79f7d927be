import { setTimeout as sleep } from 'node:timers/promises';
import { type Outage, struckBy } from '../support/availability.ts';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { runDoctor } from '../support/run-doctor.ts';
import { startStackProcess } from '../support/stack-process.ts';
import { startSteadyBuyers } from '../support/steady-buyers.ts';
import { createLedger } from './ledger.ts';
import { untilFinished } from './unfinished.ts';

export interface OneProcessOptions {
  kills: number;
  /** How long the shop is left alone before the first kill, and after each one. */
  calmMs: number;
  /** Told of each kill, when the shop takes orders again. */
  say?: (line: string) => void;
}

export interface OneProcessResult {
  /** Milliseconds until a final answer: while nothing happened, and from the first kill on. */
  calm: number[];
  killed: number[];
  /** Of `killed`: who asked, or waited for an answer, while the shop was away. */
  struck: number[];
  /** Milliseconds from each kill until the shop took orders again. */
  awayMs: number[];
  broken: string[];
}

/**
 * A shop of one process, killed (-9) and started again at once, while buyers ask until they know: the first time with its PostgreSQL, as a
 * machine dies, then without, as a process does, and so on.
 */
export async function killOneProcess({ kills, calmMs, say = () => undefined }: OneProcessOptions): Promise<OneProcessResult> {
  const dataDir = makeDataFolder();
  const ledger = createLedger();
  let stack = await startStackProcess(dataDir);
  try {
    const buyers = (name: string) => startSteadyBuyers(() => stack.url, ledger, 'MUG-CLASSIC', name);
    const before = buyers('calm');
    await sleep(calmMs);
    const calm = await before.stop();
    const during = buyers('killed');
    const outages: Outage[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(500);
      const from = performance.now();
      await (kill % 2 === 0 ? stack.killEverything() : stack.killAlone());
      stack = await startStackProcess(dataDir);
      outages.push({ from, to: performance.now() });
      say(`kill ${kill + 1} of ${kills}: away for ${Math.round(performance.now() - from)} ms`);
      await sleep(calmMs);
    }
    const killed = await during.stop();
    const struck = struckBy(during.asked, outages);
    const awayMs = outages.map(({ from, to }) => Math.round(to - from));
    const { unfinished } = await untilFinished(String(stack.databases['orders']));
    const { exitCode, output } = await runDoctor(dataDir);
    return { calm, killed, struck, awayMs, broken: [...ledger.contradictions, ...unfinished, ...(exitCode === 0 ? [] : [output])] };
  } finally {
    await stack.killEverything();
    removeDataFolder(dataDir);
  }
}
