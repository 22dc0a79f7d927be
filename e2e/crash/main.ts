import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { describeWaits, missedBars } from '../support/availability.ts';
import { type CrashShop, openCrashShop } from './crash-shop.ts';
import { createDice } from './dice.ts';
import { matrixCells, runMatrix } from './matrix.ts';
import { killOneProcess } from './one-process.ts';
import { type CrashOptions, readOptions, usage } from './options.ts';
import { runRounds } from './rounds.ts';
import { isClean, judge, quantile, report } from './verdict.ts';

const started = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - started) / 1_000).toFixed(0).padStart(5)} s  ${line}`);
/** The part of the messages between orders and other rooms that is lost or comes twice. */
const lossyShare = 0.005;

function options(): CrashOptions {
  try {
    const read = readOptions(process.argv.slice(2));
    if (read) return read;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

async function tryMatrix(shop: CrashShop): Promise<boolean> {
  const cells = matrixCells();
  const results = await runMatrix(shop, cells, ({ cell, ms, failure }) => say(`${cell.padEnd(44)} ${ms} ms ${failure ?? ''}`));
  const violations = await shop.violations();
  const failed = results.filter(({ failure }) => failure !== undefined);
  say(`${cells.length} cells, ${failed.length} failed, ${violations.length} violations`);
  for (const line of [...failed.map(({ cell, failure }) => `${cell}: ${failure}`), ...violations]) console.log(`  ${line}`);
  return failed.length + violations.length === 0;
}

async function tryRounds(shop: CrashShop, chosen: CrashOptions): Promise<boolean> {
  const result = await runRounds(shop, { ...chosen, say });
  const verdict = await judge(shop, result);
  console.log(`\nseed                ${chosen.seed}\n${report(result, verdict)}`);
  const missed = missedBars(result.waits, 'a process a room, killed');
  for (const sentence of missed) console.log(`  availability: ${sentence}`);
  return isClean(verdict) && missed.length === 0;
}

async function tryOneProcess({ kills }: CrashOptions): Promise<boolean> {
  say(`opening a shop of one process, to be killed ${kills} times`);
  const { calm, killed, struck, awayMs, broken } = await killOneProcess({ kills, calmMs: 4_000, say });
  const missed = [...missedBars(calm, 'one process'), ...missedBars(struck, 'one process, killed')];
  const away = `p50 ${quantile(awayMs, 0.5)} ms, max ${quantile(awayMs, 1)} ms`;
  console.log(`in peace: ${describeWaits(calm)}\n${kills} kills: ${describeWaits(killed)}`);
  console.log(`of these, who asked while it was away (${away}): ${describeWaits(struck)}`);
  for (const sentence of [...missed, ...broken]) console.log(`  ${sentence}`);
  return missed.length + broken.length === 0;
}

const chosen = options();
if (chosen.oneProcess) process.exit((await tryOneProcess(chosen)) ? 0 : 1);
let shop: CrashShop | undefined;
let stopped = false;
onStopSignal(async () => {
  stopped = true;
  await shop?.close();
});
try {
  say(chosen.matrix ? 'opening a shop of one process a room' : `seed ${chosen.seed}: opening a shop of one process a room`);
  shop = await openCrashShop(chosen.matrix ? undefined : { dice: createDice(chosen.seed + 1), share: lossyShare });
  say('open');
  const clean = await (chosen.matrix ? tryMatrix(shop) : tryRounds(shop, chosen));
  await shop.close();
  // The other shape has a bar of its own, and each of its kills takes a start: a tenth of them.
  const both = chosen.matrix || (await tryOneProcess({ ...chosen, kills: Math.min(10, Math.ceil(chosen.kills / 10)) }));
  process.exit(clean && both ? 0 : 1);
} catch (error) {
  // What a run that is told to stop loses under its feet is no news.
  if (!stopped) {
    await shop?.close();
    refuseStart(error);
  }
}
