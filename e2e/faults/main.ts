import { ConfigError } from '@cartograph/kit/config';
import { onStopSignal } from '@cartograph/kit/process';
import { type FaultyShop, openFaultyShop } from './open-faulty-shop.ts';
import { type Options, readOptions, usage } from './options.ts';
import { brokenPromises, type CellReport, callWitnesses, runCell } from './run-cell.ts';
import { table } from './table.ts';

// The long form of faults.e2e.ts: every fault before every room, many orders each.

interface Row extends CellReport {
  orders: number;
  placed: number;
  rejected: number;
  broken: string[];
}

async function runAll(shop: FaultyShop, { edges, faults, orders, clients, seed, stopSeconds }: Options, rows: Row[]): Promise<void> {
  for (const fault of faults)
    for (const edge of edges) {
      console.log(`${edge} ${fault}: ${orders} orders by ${clients} clients ...`);
      const forMs = fault === 'stopped' ? stopSeconds * 1_000 : 0;
      const witnesses = await callWitnesses(shop);
      const report = await runCell(shop, witnesses, { edge, fault, orders, clients, seed, forMs });
      const told = (kind: string): number => witnesses.ledger.entries.filter((entry) => entry.told?.kind === kind).length;
      const broken = [
        ...report.unfinished,
        ...(report.hits === 0 ? [`${edge} was never struck by ${fault}`] : []),
        ...(await brokenPromises(shop, witnesses)),
      ];
      const row = {
        ...report,
        orders: witnesses.ledger.entries.length,
        placed: told('OrderPlaced'),
        rejected: told('OrderRejected'),
        broken,
      };
      rows.push(row);
      console.log(`  struck ${row.hits} times, all final ${row.finalMs} ms after it was lifted, ${broken.length} violations`);
      for (const sentence of broken) console.log(`  ! ${sentence}`);
    }
}

const show = (rows: readonly Row[]): string =>
  table(
    ['room', 'fault', 'struck', 'orders', 'placed', 'rejected', 'pending', 'told pending', 'overtime ms', 'final ms', 'violations'],
    rows.map(({ cell, hits, orders, placed, rejected, unfinished, toldPending, overtimeMs, finalMs, broken }) => [
      cell.edge,
      cell.fault,
      hits,
      orders,
      placed,
      rejected,
      unfinished.length,
      toldPending,
      overtimeMs,
      finalMs,
      broken.length,
    ]),
  );

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

const options = optionsOrEnd();
let shop: FaultyShop | undefined;
onStopSignal(async () => shop?.close());
console.log(`one process a room, a proxy before each; --seed ${options.seed}`);
const rows: Row[] = [];
try {
  shop = await openFaultyShop(options.seed);
  await runAll(shop, options, rows);
} finally {
  await shop?.close();
  if (rows.length > 0) console.log(`\n${show(rows)}`);
}
const violations = rows.flatMap(({ broken }) => broken).length;
const longest = Math.max(...rows.map(({ finalMs }) => finalMs));
const total = rows.reduce((sum, { orders }) => sum + orders, 0);
console.log(`\n${rows.length} cells, ${total} orders, all final at most ${longest} ms after a fault was lifted, ${violations} violations`);
process.exitCode = violations > 0 ? 1 : 0;
