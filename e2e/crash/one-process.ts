import { setTimeout as sleep } from 'node:timers/promises';
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
}

export interface OneProcessResult {
  /** Milliseconds until a final answer: while nothing happened, and from the first kill on. */
  calm: number[];
  killed: number[];
  broken: string[];
}

/** A shop of one process with its PostgreSQL, killed (-9) as a whole and started again at once, while buyers ask until they know. */
export async function killOneProcess({ kills, calmMs }: OneProcessOptions): Promise<OneProcessResult> {
  const dataDir = makeDataFolder();
  const ledger = createLedger();
  let stack = await startStackProcess(dataDir);
  try {
    const buyers = (name: string) => startSteadyBuyers(() => stack.url, ledger, 'MUG-CLASSIC', name);
    const before = buyers('calm');
    await sleep(calmMs);
    const calm = await before.stop();
    const during = buyers('killed');
    for (let kill = 0; kill < kills; kill += 1) {
      await sleep(500);
      await stack.killEverything();
      stack = await startStackProcess(dataDir);
      await sleep(calmMs);
    }
    const killed = await during.stop();
    const { unfinished } = await untilFinished(String(stack.databases['orders']));
    const { exitCode, output } = await runDoctor(dataDir);
    return { calm, killed, broken: [...ledger.contradictions, ...unfinished, ...(exitCode === 0 ? [] : [output])] };
  } finally {
    await stack.killEverything();
    removeDataFolder(dataDir);
  }
}
