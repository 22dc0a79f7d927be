import { quantile } from './drive.ts';
import { type Cell, perSecond } from './place-order.ts';
import type { Condition, ShapeName } from './shapes.ts';

/** One thing that was asked of the project, and what this run reached. */
export interface Verdict {
  what: string;
  asked: string;
  /** Undefined when it was not measured. */
  reached: number | undefined;
  met: boolean;
}

const find = (cells: readonly Cell[], shape: ShapeName, { clients, shelf, fdatasyncMs }: Condition): Cell | undefined =>
  cells.find((cell) => cell.shape === shape && cell.clients === clients && cell.shelf === shelf && cell.fdatasyncMs === fdatasyncMs);

/** How fast a shape is beside the floor under the same condition; undefined when one of them was not measured. */
export function ratioToFloor(cells: readonly Cell[], shape: ShapeName, condition: Condition): number | undefined {
  const [own, floor] = [find(cells, shape, condition), find(cells, 'floor', condition)];
  return own && floor && perSecond(own) / perSecond(floor);
}

const condition = (clients: Condition['clients'], shelf: Condition['shelf'] = 1_000, fdatasyncMs = 0): Condition => ({
  clients,
  shelf,
  fdatasyncMs,
});

/** Rates as parts of the floor's, at least. */
const rates: readonly [string, ShapeName, Condition, number][] = [
  ['saga, 64 clients on 1,000 SKUs', 'saga', condition(64), 2],
  ['saga, 64 clients on 10 SKUs', 'saga', condition(64, 10), 4],
  ['saga, 16 clients on 1,000 SKUs', 'saga', condition(16), 1],
  ['saga, 1 client on 1,000 SKUs', 'saga', condition(1), 0.5],
  ['saga, 64 clients on 1,000 SKUs, every sync 2 ms slower', 'saga', condition(64, 1_000, 2), 3],
  ['gateway, 64 clients on 1,000 SKUs', 'gateway', condition(64), 0.5],
  ['gateway, one process a room, 64 clients on 1,000 SKUs', 'processes', condition(64), 0.35],
];

/** Latency of an order that nobody competes with, through the gateway, in times of the floor's, at most. */
const slowest = 5;
/** How far pgbench may be from the floor, either way, since else it is the driver that is measured. */
const pgbenchWithin = 1.25;

/** For each rate that was not reached, what its row and the floor's say of why: one sentence each. */
export const whyNotReached = (cells: readonly Cell[]): string[] => [...whyNotFaster(cells), ...whyNotAlike(cells)];

function whyNotFaster(cells: readonly Cell[]): string[] {
  return rates.flatMap(([what, shape, when, least]) => {
    const [own, floor] = [find(cells, shape, when), find(cells, 'floor', when)];
    if (!own || !floor || perSecond(own) / perSecond(floor) >= least) return [];
    const [mine, theirs] = [costOf(own), costOf(floor)];
    const bound = theirs.cpuMs / mine.cpuMs;
    return [
      when.clients === 1
        ? `${what}: one buyer waits for each answer before the next question, ${fixed(mine.roundTrips, 1)} round trips and ${fixed(mine.syncs, 1)} syncs an order beside ${fixed(theirs.roundTrips, 1)} and ${fixed(theirs.syncs, 1)}, with the processors busy ${percent(mine.busy)} of the time.`
        : `${what}: an order costs ${fixed(mine.cpuMs, 2)} ms of processor time and the floor's ${fixed(theirs.cpuMs, 2)}, so ${fixed(bound, 2)} x is what processors that are as busy as the floor's would give; they were busy ${percent(mine.busy)} of the time (the floor: ${percent(theirs.busy)}), and others took ${percent(mine.others)}.`,
    ];
  });
}

function costOf({ latenciesMs, cpu, cpuOffered, roundTrips, fsyncs }: Cell) {
  const orders = latenciesMs.length;
  const own = cpu.node + cpu.postgres;
  const others = Math.max(0, cpu.machine - own - cpu.load);
  return {
    cpuMs: (own * 1_000) / orders,
    busy: own / cpuOffered,
    others: others / cpuOffered,
    roundTrips: roundTrips / orders,
    syncs: fsyncs / orders,
  };
}

/** Round trips and syncs are counted by a library that needs a C compiler: without one they are not known. */
const fixed = (value: number, digits: number): string => (Number.isNaN(value) ? 'uncounted' : value.toFixed(digits));
const percent = (part: number): string => `${(part * 100).toFixed(0)} %`;

export function judge(cells: readonly Cell[]): Verdict[] {
  return [
    ...rates.map(([what, shape, when, least]): Verdict => {
      const reached = ratioToFloor(cells, shape, when);
      return {
        what: `rate of the ${what}`,
        asked: `at least ${least} x the floor`,
        reached,
        met: reached !== undefined && reached >= least,
      };
    }),
    judgeLatency(cells),
    judgePgbench(cells),
  ];
}

function judgeLatency(cells: readonly Cell[]): Verdict {
  const [gateway, floor] = [find(cells, 'gateway', condition(1)), find(cells, 'floor', condition(1))];
  const reached = gateway && floor && quantile(gateway.latenciesMs, 0.5) / quantile(floor.latenciesMs, 0.5);
  return {
    what: 'p50 of one client through the gateway, on 1,000 SKUs',
    asked: `at most ${slowest} x the floor's`,
    reached,
    met: reached !== undefined && reached <= slowest,
  };
}

/** The one that is furthest off, of all conditions. */
function judgePgbench(cells: readonly Cell[]): Verdict {
  const reached = pgbenchRatios(cells).toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)))[0]?.ratio;
  return {
    what: 'rate of the floor by pgbench, where it is furthest off',
    asked: `${1 / pgbenchWithin} to ${pgbenchWithin} x the floor`,
    reached,
    met: reached !== undefined && isAlike(reached),
  };
}

const isAlike = (ratio: number): boolean => ratio >= 1 / pgbenchWithin && ratio <= pgbenchWithin;

const pgbenchRatios = (cells: readonly Cell[]): { cell: Cell; ratio: number }[] =>
  cells.flatMap((cell) => {
    const ratio = cell.shape === 'pgbench' ? ratioToFloor(cells, 'pgbench', cell) : undefined;
    return ratio === undefined ? [] : [{ cell, ratio }];
  });

/** For each cell where pgbench and the floor differ too much: how long one call takes by either, and the driver's part of it. */
function whyNotAlike(cells: readonly Cell[]): string[] {
  return pgbenchRatios(cells).flatMap(({ cell, ratio }) => {
    const floor = find(cells, 'floor', cell);
    if (!floor || isAlike(ratio)) return [];
    const median = ({ latenciesMs }: Cell): string => `${fixed(quantile(latenciesMs, 0.5), 1)} ms`;
    const driver = (floor.cpu.node * 1_000) / floor.latenciesMs.length;
    const clients = cell.clients === 1 ? '1 client' : `${cell.clients} clients`;
    return [
      `floor by pgbench, ${clients} on ${cell.shelf.toLocaleString('en')} SKUs: the median call takes ${median(cell)} by pgbench and ${median(floor)} by the driver, of which ${fixed(driver, 2)} ms is processor time of Node; the rest is that Node has to be woken for each answer and shares its processor's caches with PostgreSQL.`,
    ];
  });
}
