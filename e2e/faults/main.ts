import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal } from '@cartograph/kit/process';
import { missedBars } from '../support/availability.ts';
import { type FaultyShop, openFaultyShop } from './open-faulty-shop.ts';
import { type Options, readOptions, usage } from './options.ts';
import { type Row, report } from './report.ts';
import type { Cell } from './run-cell.ts';
import { brokenPromises, callWitnesses, runCell } from './run-cell.ts';

// The long form of faults.e2e.ts: every fault before every room, many orders each.

function optionsOrEnd(): Options {
  try {
    const options = readOptions(process.argv.slice(2));
    if (!options.help) return options;
    console.log(usage);
    process.exit(0);
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(2);
  }
}

const cellsOf = ({ edges, faults, orders, clients, seed, stopSeconds }: Options): Cell[] =>
  faults.flatMap((fault) => {
    const forMs = fault === 'stopped' ? stopSeconds * 1_000 : 0;
    return edges.map((edge) => ({ edge, fault, orders, clients, seed, forMs }));
  });

async function rowOf(shop: FaultyShop, cell: Cell): Promise<Row> {
  console.log(`${cell.edge} ${cell.fault}: ${cell.orders} orders by ${cell.clients} clients ...`);
  const witnesses = await callWitnesses(shop);
  const found = await runCell(shop, witnesses, cell);
  const { entries } = witnesses.ledger;
  console.log(`  struck ${found.hits} times, all final ${found.finalMs} ms after it was lifted; asking about ${entries.length} orders ...`);
  const unstruck = found.hits === 0 ? [`${cell.edge} was never struck by ${cell.fault}`] : [];
  const broken = [...found.unfinished, ...unstruck, ...(await brokenPromises(shop, witnesses))];
  for (const sentence of broken) console.log(`  ! ${sentence}`);
  const told = (kind: string): number => entries.filter((entry) => entry.told?.kind === kind).length;
  return { ...found, orders: entries.length, placed: told('OrderPlaced'), rejected: told('OrderRejected'), broken };
}

const options = optionsOrEnd();
const rows: Row[] = [];
console.log(`one process a room, a proxy before each; --seed ${options.seed}`);
const opening = openFaultyShop(options.seed);
let stopped = false;
onStopSignal(async () => {
  stopped = true;
  process.exitCode = 1;
  await (await opening.catch(() => undefined))?.close();
  console.log(report(rows));
});
const shop = await opening;
try {
  for (const cell of cellsOf(options)) rows.push(await rowOf(shop, cell));
} catch (error) {
  // In a shop that is being closed everything fails; whoever closes it ends the process.
  if (stopped) await new Promise(() => undefined);
  await shop.close();
  throw error;
}
await shop.close();
console.log(report(rows));
const missed = missedBars(
  rows.flatMap(({ waits }) => waits),
  'a process a room, killed',
);
for (const sentence of missed) console.log(sentence);
process.exitCode = missed.length > 0 || rows.some(({ broken }) => broken.length > 0) ? 1 : 0;
