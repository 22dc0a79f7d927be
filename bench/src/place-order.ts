import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { drawSkus } from './basket.ts';
import { type CpuTime, cpuBetween, cpuSum, readCpu } from './cpu.ts';
import { type Driven, drive } from './drive.ts';
import { findPgbench, runPgbench } from './pgbench.ts';
import type { Asked } from './preload.ts';
import { placeBare, placeByOperation } from './saga.ts';
import { type Condition, type ShapeName, shapeNames } from './shapes.ts';
import { buyerAt, buyers, skuOf } from './shop.ts';
import { analyze, type Site, tidy } from './site.ts';
import { countStatements, type Owner } from './statements.ts';
import { placeInTransaction } from './transaction.ts';

/** What one shape did in one go. */
interface Round {
  latenciesMs: number[];
  /** Until the last order was settled. */
  seconds: number;
  /** That clients of PostgreSQL sent. */
  statements: number;
  /** Not a number when nothing could be loaded into PostgreSQL. */
  roundTrips: number;
  /** Of the WAL. */
  fsyncs: number;
  cpu: CpuTime;
  /** Processor seconds there were, of all processors, while it ran. */
  cpuOffered: number;
}

/** One row of the report. */
export interface Cell extends Round, Condition {
  shape: ShapeName;
}

export const perSecond = ({ latenciesMs, seconds }: Cell): number => latenciesMs.length / seconds;

/** Places one order of these SKUs, as this client. */
type PlaceOne = (site: Site, client: number, skus: readonly number[]) => Promise<void>;

const placeOne = {
  floor: ({ floor }, client, skus) => floor.place(client, skus),
  transaction: ({ floor }, client, skus) => placeInTransaction(floor.connection(client), buyerAt(client), skus.map(skuOf)),
  saga: ({ stack }, client, skus) => placeBare(stack, client, skus),
  operation: ({ stack }, client, skus) => placeByOperation(stack, client, skus),
} satisfies Partial<Record<ShapeName, PlaceOne>>;

type Run = (site: Site, clients: number, seconds: number, shelf: number) => Promise<Driven>;

const here =
  (one: PlaceOne): Run =>
  (site, clients, seconds, shelf) =>
    drive(clients, seconds, (client) => one(site, client, drawSkus(shelf)));

const through =
  (urlOf: (site: Site) => string | undefined): Run =>
  (site, clients, seconds, shelf) => {
    const target = site.targets.get(urlOf(site) ?? '');
    if (!target) throw new Error('this gateway was not started');
    return site.load.run({ target, asks: 'orders', clients, seconds, shelf });
  };

const run: Readonly<Record<ShapeName, Run>> = {
  floor: here(placeOne.floor),
  pgbench: ({ floor }, clients, seconds, shelf) => runPgbench(findPgbench() ?? '', floor.url, clients, seconds, shelf),
  transaction: here(placeOne.transaction),
  saga: here(placeOne.saga),
  operation: here(placeOne.operation),
  gateway: through(({ stack }) => stack.url),
  processes: through(({ processes }) => processes?.url),
};

export const ownerOf: Readonly<Record<ShapeName, Owner>> = {
  floor: 'bench',
  pgbench: 'bench',
  transaction: 'bench',
  saga: 'cartograph',
  operation: 'cartograph',
  gateway: 'cartograph',
  processes: 'process',
};

/** One round of one cell, from quiet to quiet. */
export async function measure(site: Site, shape: ShapeName, { clients, shelf }: Condition, seconds: number): Promise<Round> {
  const count = (): Promise<number> => countStatements(site.admin, ownerOf[shape]);
  const statements = await count();
  const asked = site.preload?.read();
  const cpu = readCpu(site.pids);
  const began = performance.now();
  const driven = await run[shape](site, clients, seconds, shelf);
  const answered = performance.now();
  const settlement = { bench: undefined, cartograph: site.settlement, process: site.processes?.settlement }[ownerOf[shape]];
  const looks = (await settlement?.settled()) ?? 0;
  const settled = performance.now();
  const after = site.preload?.read();
  return {
    latenciesMs: driven.latenciesMs,
    seconds: driven.seconds + (settlement ? (settled - answered) / 1_000 : 0),
    cpu: cpuBetween(cpu, readCpu(site.pids)),
    cpuOffered: ((settled - began) / 1_000) * availableParallelism(),
    roundTrips: asked && after ? after.roundTrips - asked.roundTrips - looks : Number.NaN,
    fsyncs: asked && after ? after.fsyncs - asked.fsyncs : Number.NaN,
    statements: (await count()) - statements,
  };
}

const joined = (one: Round, other: Round): Round => ({
  latenciesMs: [...one.latenciesMs, ...other.latenciesMs],
  seconds: one.seconds + other.seconds,
  statements: one.statements + other.statements,
  roundTrips: one.roundTrips + other.roundTrips,
  fsyncs: one.fsyncs + other.fsyncs,
  cpu: cpuSum(one.cpu, other.cpu),
  cpuOffered: one.cpuOffered + other.cpuOffered,
});

export interface Pace {
  seconds: number;
  /** The seconds of a cell are spread over this many, the shapes taking turns: what else the machine does then meets all alike. */
  rounds: number;
  warmUpSeconds: number;
}

/** Shapes that are measured together, under one condition. */
export interface Group extends Condition {
  shapes: readonly ShapeName[];
}

export async function measureAll(
  site: Site,
  groups: readonly Group[],
  pace: Pace,
  done: (cells: readonly Cell[]) => void,
): Promise<Cell[]> {
  const all: Cell[] = [];
  await warmUp(site, new Set(groups.flatMap(({ shapes }) => shapes)), pace.warmUpSeconds);
  const idle = await measureIdle(site, pace.warmUpSeconds * 2);
  for (const group of groups) {
    await tidy(site);
    site.preload?.slowDown(group.fdatasyncMs);
    const cells = (await measureGroup(site, group, pace)).map((cell) => withoutIdle(cell, idle));
    site.preload?.slowDown(0);
    all.push(...cells);
    done(cells);
  }
  return all;
}

async function measureGroup(site: Site, group: Group, { seconds, rounds, warmUpSeconds }: Pace): Promise<Cell[]> {
  const cells = new Map<ShapeName, Round>();
  for (let round = 0; round < rounds; round += 1)
    for (const shape of group.shapes) {
      // pgbench's connections are new each time, and warm up by themselves.
      if (round === 0 && shape !== 'pgbench') await measure(site, shape, group, warmUpSeconds / 2);
      const next = await measure(site, shape, group, seconds / rounds);
      const before = cells.get(shape);
      cells.set(shape, before ? joined(before, next) : next);
    }
  const { shapes, ...condition } = group;
  return shapes.flatMap((shape) => {
    const round = cells.get(shape);
    return round ? [{ shape, ...condition, ...round }] : [];
  });
}

/** What relays and sweeps of all rooms ask of PostgreSQL in a second, although nobody orders. */
async function measureIdle({ preload }: Site, seconds: number): Promise<Asked | undefined> {
  const before = preload?.read();
  await sleep(seconds * 1_000);
  const after = preload?.read();
  return (
    before && after && { roundTrips: (after.roundTrips - before.roundTrips) / seconds, fsyncs: (after.fsyncs - before.fsyncs) / seconds }
  );
}

function withoutIdle(cell: Cell, idle: Asked | undefined): Cell {
  if (!idle) return cell;
  const seconds = cell.cpuOffered / availableParallelism();
  return { ...cell, roundTrips: cell.roundTrips - idle.roundTrips * seconds, fsyncs: cell.fsyncs - idle.fsyncs * seconds };
}

/** The first cell must not be the one for which everything is compiled and planned: a connection plans a statement anew for its first six calls. */
async function warmUp(site: Site, shapes: ReadonlySet<ShapeName>, seconds: number): Promise<void> {
  const byConnection = (['floor', 'transaction'] as const).filter((shape) => shapes.has(shape));
  for (const shape of byConnection)
    for (let call = 0; call < 8; call += 1) await Promise.all(buyers.map((_, client) => placeOne[shape](site, client, drawSkus(1_000))));
  const condition = { clients: 16, shelf: 1_000, fdatasyncMs: 0 } as const;
  for (const shape of shapeNames) if (shapes.has(shape) && shape !== 'pgbench') await measure(site, shape, condition, seconds * 2);
  // What was planned on empty tables reads all of them: without this the floor's connections stayed at half of pgbench's rate.
  await analyze(site);
}
