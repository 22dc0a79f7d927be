import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal, refuseStart } from '@cartograph/kit/process';
import { compare } from './against/compare.ts';
import { ratioToFloor } from './asked.ts';
import { bytesInWords, measureBytes } from './bytes.ts';
import { quantile } from './drive.ts';
import { renderInTheWay } from './in-the-way.ts';
import { machineFacts } from './machine.ts';
import { number } from './markdown.ts';
import { type Options, readOptions, usage } from './options.ts';
import { createParts } from './parts.ts';
import { findPgbench } from './pgbench.ts';
import { type Cell, measureAll, perSecond } from './place-order.ts';
import { findCompiler } from './preload.ts';
import { type Profile, takeProfile } from './profile.ts';
import { renderReport } from './report.ts';
import { compareRows } from './rows.ts';
import { type ShapeName, shapes } from './shapes.ts';
import { openSite, type Site } from './site.ts';

const pgbench = findPgbench() !== undefined;
const compiler = findCompiler() !== undefined;

function readCommandLine(): Options {
  try {
    return readOptions(process.argv.slice(2), pgbench, compiler);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

function progressLine(cell: Cell, neighbours: readonly Cell[]): string {
  const { shape, clients, shelf, fdatasyncMs, latenciesMs, statements, roundTrips, fsyncs } = cell;
  const [p50, p99] = [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)];
  const anOrder = (value: number, decimals: number): string => number(value / latenciesMs.length, decimals) || '?';
  return (
    `${shapes[shape].padEnd(28)}${`${clients} clients`.padStart(11)}${`${shelf} SKUs`.padStart(11)}${fdatasyncMs > 0 ? ` +${fdatasyncMs} ms` : ''}` +
    `${`${perSecond(cell).toFixed(0)} orders/s`.padStart(15)}${(number(ratioToFloor(neighbours, shape, cell), 2) || '?').padStart(7)} of the floor` +
    `   p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms` +
    (shape === 'pgbench'
      ? ''
      : `; ${anOrder(statements, 1)} statements, ${anOrder(roundTrips, 1)} round trips, ${anOrder(fsyncs, 2)} syncs`)
  );
}

const { help, pace, groups, crowd, out, profile, against } = readCommandLine();
if (help) {
  console.log(usage);
  process.exit();
}
// Stopped early it leaves nothing behind; what then fails because its servers are gone is no news.
let stopping: Promise<void> | undefined;
const parts = createParts();
onStopSignal(() => (stopping = parts.stop()));

async function takeProfiles(on: Site, measured: ReadonlySet<ShapeName>): Promise<Profile[]> {
  const taken: Profile[] = [];
  for (const shape of ['saga', 'gateway', 'processes'] as const)
    if (measured.has(shape)) taken.push(await takeProfile(on, shape, crowd, pace.seconds));
  return taken;
}

async function main(): Promise<void> {
  if (against) return compare(parts, against, console.log);
  const measured = new Set(groups.flatMap((group) => group.shapes));
  const site = await openSite(parts, measured, crowd, console.log);
  const rows = await compareRows(site);
  const bytes = await measureBytes(site);
  console.log(bytesInWords(bytes));
  if (profile) return console.log(renderInTheWay(await takeProfiles(site, measured), 40));
  const cells = await measureAll(site, groups, pace, (done) => {
    for (const cell of done) console.log(progressLine(cell, done));
  });
  if (out === undefined) return;
  const [profiles, facts] = [await takeProfiles(site, measured), await machineFacts(site.admin, site.folder)];
  writeFileSync(out, renderReport({ date: new Date(), pace, facts, rows, bytes, cells, profiles, pgbench, compiler }));
  console.log(`Written: ${out}`);
}

try {
  try {
    await main();
  } finally {
    await parts.stop();
  }
  process.exit();
} catch (error) {
  // A program that we waited for may hear of Ctrl-C before we do.
  await sleep(100);
  if (!stopping) refuseStart(error);
}
