import { availableParallelism } from 'node:os';
import { type CpuTime, cpuBetween, cpuSum, readCpu } from './cpu.ts';
import { type Driven, drive } from './drive.ts';
import { runPgbench } from './pgbench.ts';
import { placeBare, placeByOperation } from './saga.ts';
import { buyers, type Shelf } from './shop.ts';
import { analyze, checkpoint, type Site, vacuum } from './site.ts';

export const shapes = ['floor', 'floor by pgbench', 'saga', 'saga by operation', 'gateway'] as const;
export type ShapeName = (typeof shapes)[number];
export const clientCounts = [1, 16, 64] as const;
export const shelves: readonly Shelf[] = [1_000, 10];

/** What one shape did in one go. */
interface Round {
  latenciesMs: number[];
  /** Until the last order was settled. */
  seconds: number;
  statements: number;
  cpu: CpuTime;
  /** Processor seconds there were, of all processors, while it ran. */
  cpuOffered: number;
}

/** One row of the report. */
export interface Cell extends Round {
  shape: ShapeName;
  clients: number;
  shelf: Shelf;
}

export const perSecond = ({ latenciesMs, seconds }: Cell): number => latenciesMs.length / seconds;

type Run = (site: Site, clients: number, seconds: number, shelf: Shelf) => Promise<Driven>;

const run: Readonly<Record<ShapeName, Run>> = {
  floor: ({ floor }, clients, seconds, shelf) => drive(clients, seconds, (client) => floor.place(client, shelf)),
  'floor by pgbench': ({ floor, pgbench }, clients, seconds, shelf) => runPgbench(pgbench ?? '', floor.url, clients, seconds, shelf),
  saga: ({ stack }, clients, seconds, shelf) => drive(clients, seconds, (client) => placeBare(stack, client, shelf)),
  'saga by operation': ({ stack }, clients, seconds, shelf) => drive(clients, seconds, (client) => placeByOperation(stack, client, shelf)),
  gateway: ({ load }, clients, seconds, shelf) => load.run({ clients, seconds, shelf }),
};

/** One round of one cell, from quiet to quiet. */
export async function measure(site: Site, shape: ShapeName, clients: number, shelf: Shelf, seconds: number): Promise<Round> {
  const statements = statementsOf(site);
  const cpu = readCpu(site.postmaster, site.load.pid);
  const began = performance.now();
  const driven = await run[shape](site, clients, seconds, shelf);
  const answered = performance.now();
  const isFloor = shape.startsWith('floor');
  if (!isFloor) await site.settlement.settled();
  const settling = isFloor ? 0 : (performance.now() - answered) / 1_000;
  return {
    latenciesMs: driven.latenciesMs,
    seconds: driven.seconds + settling,
    statements: isFloor ? driven.latenciesMs.length : statementsOf(site) - statements,
    cpu: cpuBetween(cpu, readCpu(site.postmaster, site.load.pid)),
    cpuOffered: ((performance.now() - began) / 1_000) * availableParallelism(),
  };
}

const statementsOf = ({ stack }: Site): number => Object.values(stack.statements()).reduce((sum, count) => sum + count, 0);

const joined = (one: Round, other: Round): Round => ({
  latenciesMs: [...one.latenciesMs, ...other.latenciesMs],
  seconds: one.seconds + other.seconds,
  statements: one.statements + other.statements,
  cpu: cpuSum(one.cpu, other.cpu),
  cpuOffered: one.cpuOffered + other.cpuOffered,
});

export interface Pace {
  seconds: number;
  /** The seconds of a cell are spread over this many, the shapes taking turns: what else the machine does then meets all alike. */
  rounds: number;
  warmUpSeconds: number;
}

export async function measureAll(site: Site, pace: Pace, done: (cells: readonly Cell[]) => void): Promise<Cell[]> {
  const all: Cell[] = [];
  await warmUp(site, pace.warmUpSeconds);
  for (const shelf of shelves)
    for (const clients of clientCounts) {
      const cells = await measureShapes(site, clients, shelf, pace);
      all.push(...cells);
      done(cells);
    }
  return all;
}

async function measureShapes(site: Site, clients: number, shelf: Shelf, { seconds, rounds, warmUpSeconds }: Pace): Promise<Cell[]> {
  const measured = shapes.filter((shape) => shape !== 'floor by pgbench' || site.pgbench);
  const cells = new Map<ShapeName, Round>();
  // What the cells before left behind (dead versions of hot rows, pages that a checkpoint has to write) is no cost of this one.
  for (const url of databasesOf(site)) await vacuum(url);
  await checkpoint(site.adminUrl);
  for (let round = 0; round < rounds; round += 1)
    for (const shape of measured) {
      // pgbench's connections are new each time, and warm up by themselves.
      if (round === 0 && shape !== 'floor by pgbench') await measure(site, shape, clients, shelf, warmUpSeconds / 2);
      const next = await measure(site, shape, clients, shelf, seconds / rounds);
      const before = cells.get(shape);
      cells.set(shape, before ? joined(before, next) : next);
    }
  return measured.flatMap((shape) => {
    const round = cells.get(shape);
    return round ? [{ shape, clients, shelf, ...round }] : [];
  });
}

/** The first cell must not be the one for which everything is compiled and planned: a connection plans a statement anew for its first six calls. */
async function warmUp(site: Site, seconds: number): Promise<void> {
  for (let call = 0; call < 8; call += 1) await Promise.all(buyers.map((_, client) => site.floor.place(client, 1_000)));
  for (const shape of shapes) if (shape !== 'floor by pgbench') await measure(site, shape, 16, 1_000, seconds * 2);
  // What was planned on empty tables reads all of them: without this the floor's connections stayed at half of pgbench's rate.
  for (const url of databasesOf(site)) await analyze(url);
}

const databasesOf = ({ floor, stack }: Site): string[] => [floor.url, ...Object.values(stack.databases)];
