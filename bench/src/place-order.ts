import { availableParallelism } from 'node:os';
import { type CpuTime, cpuBetween, readCpu } from './cpu.ts';
import { type Driven, drive } from './drive.ts';
import { runPgbench } from './pgbench.ts';
import { placeBare, placeByOperation } from './saga.ts';
import type { Shelf } from './shop.ts';
import type { Site } from './site.ts';

export const shapes = ['floor', 'floor by pgbench', 'saga', 'saga by operation', 'gateway'] as const;
export type ShapeName = (typeof shapes)[number];
export const clientCounts = [1, 16, 64] as const;
export const shelves: readonly Shelf[] = [1_000, 10];

/** One row of the report. */
export interface Cell {
  shape: ShapeName;
  clients: number;
  shelf: Shelf;
  driven: Driven;
  /** Orders a second until the last one was settled. */
  perSecond: number;
  statementsAnOrder: number;
  cpu: CpuTime;
  /** Processor seconds there were, of all processors, while it ran. */
  cpuOffered: number;
}

type Run = (site: Site, clients: number, seconds: number, shelf: Shelf) => Promise<Driven>;

const run: Readonly<Record<ShapeName, Run>> = {
  floor: ({ floor }, clients, seconds, shelf) => drive(clients, seconds, (client) => floor.place(client, shelf)),
  'floor by pgbench': ({ floor, pgbench }, clients, seconds, shelf) => runPgbench(pgbench ?? '', floor.url, clients, seconds, shelf),
  saga: ({ stack }, clients, seconds, shelf) => drive(clients, seconds, (client) => placeBare(stack, client, shelf)),
  'saga by operation': ({ stack }, clients, seconds, shelf) => drive(clients, seconds, (client) => placeByOperation(stack, client, shelf)),
  gateway: ({ load }, clients, seconds, shelf) => load.run({ clients, seconds, shelf }),
};

/** Measures one cell, from quiet to quiet. */
export async function measure(site: Site, shape: ShapeName, clients: number, shelf: Shelf, seconds: number, warmUp: number): Promise<Cell> {
  if (shape !== 'floor by pgbench') await run[shape](site, clients, warmUp, shelf);
  await site.settlement.settled();
  const statements = statementsOf(site);
  const cpu = readCpu(site.postmaster, site.load.pid);
  const began = performance.now();
  const driven = await run[shape](site, clients, seconds, shelf);
  const answered = performance.now();
  await site.settlement.settled();
  const settling = (performance.now() - answered) / 1_000;
  return {
    shape,
    clients,
    shelf,
    driven,
    perSecond: driven.orders / (driven.seconds + (shape.startsWith('floor') ? 0 : settling)),
    statementsAnOrder: shape.startsWith('floor') ? 1 : (statementsOf(site) - statements) / driven.orders,
    cpu: cpuBetween(cpu, readCpu(site.postmaster, site.load.pid)),
    cpuOffered: ((performance.now() - began) / 1_000) * availableParallelism(),
  };
}

const statementsOf = ({ stack }: Site): number => Object.values(stack.statements()).reduce((sum, count) => sum + count, 0);

/** Every cell, the shapes of one row of the table right after each other: what disturbs one disturbs its neighbours too. */
export async function measureAll(site: Site, seconds: number, warmUp: number, done: (cell: Cell) => void): Promise<Cell[]> {
  const cells: Cell[] = [];
  // The first cell must not be the one for which everything is compiled.
  for (const shape of shapes) if (shape !== 'floor by pgbench') await run[shape](site, 16, warmUp * 2, 1_000);
  for (const shelf of shelves)
    for (const clients of clientCounts)
      for (const shape of shapes) {
        if (shape === 'floor by pgbench' && !site.pgbench) continue;
        const cell = await measure(site, shape, clients, shelf, seconds, warmUp);
        cells.push(cell);
        done(cell);
      }
  return cells;
}
