import { describeWaits } from '../support/availability.ts';
import type { CellReport } from './run-cell.ts';
import { table } from './table.ts';

export interface Row extends CellReport {
  orders: number;
  placed: number;
  rejected: number;
  /** A sentence a broken promise. */
  broken: string[];
}

const heads = [
  'room',
  'fault',
  'struck',
  'orders',
  'placed',
  'rejected',
  'pending',
  'told pending',
  'overtime ms',
  'final ms',
  'violations',
];

/** All cells so far, and one line over all of them. */
export function report(rows: readonly Row[]): string {
  const cells = rows.map(({ cell, hits, orders, placed, rejected, unfinished, toldPending, overtimeMs, finalMs, broken }) => [
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
  ]);
  const sum = (of: (row: Row) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const longest = Math.max(0, ...rows.map(({ finalMs }) => finalMs));
  return `
${table(heads, cells)}

${rows.length} cells, ${sum(({ orders }) => orders)} orders, all final at most ${longest} ms after a fault was lifted, ${sum(({ broken }) => broken.length)} violations
${describeWaits(rows.flatMap(({ waits }) => waits))}`;
}
