import { validate } from 'graphql';
import type { Composition, KnownOperation, Place } from '../model.ts';
import { openPlanner, plannable } from './planner.ts';

/** One operation's plan as it is now, or why there is none. */
export type PlanRow = { operation: string; client: string; place: Place } & (
  | { kind: 'planned'; fetches: number; stages: number; subgraphs: readonly string[] }
  | { kind: 'skipped'; reason: string }
);

/** Every operation's fetches, serial stages and subgraphs, in the order of client and name. */
export function planTable(composition: Composition, operations: readonly KnownOperation[]): PlanRow[] {
  const { supergraph, api } = composition;
  const plan = supergraph && openPlanner(supergraph);
  return plannable(operations).map((operation) => {
    const head = { operation: operation.name, client: operation.client, place: operation.place };
    if (!plan) return { ...head, kind: 'skipped', reason: 'there is no supergraph, only an API schema' };
    const [problem] = validate(api, operation.document, undefined, { maxErrors: 1 });
    if (problem) return { ...head, kind: 'skipped', reason: problem.message };
    const planned = plan(operation);
    if (planned.kind === 'refused') return { ...head, kind: 'skipped', reason: planned.reason };
    const { fetches, stages, asks } = planned.cost;
    const subgraphs = [...new Set(asks.map((ask) => ask.slice(0, ask.indexOf(' '))))].sort();
    return { ...head, kind: 'planned', fetches, stages, subgraphs };
  });
}

/** The table as lines of text, columns aligned; the dearest first. */
export function planLines(rows: readonly PlanRow[]): string[] {
  const cells = [
    ['operation', 'client', 'fetches', 'stages', 'subgraphs'],
    ...rows
      .toSorted((one, other) => costOf(other) - costOf(one))
      .map((row) =>
        row.kind === 'planned'
          ? [row.operation, row.client, String(row.fetches), String(row.stages), row.subgraphs.join(' ')]
          : [row.operation, row.client, '-', '-', row.reason],
      ),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const costOf = (row: PlanRow): number => (row.kind === 'planned' ? row.stages * 1_000 + row.fetches : -1);
