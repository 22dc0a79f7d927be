import { expect, test } from 'vitest';
import { whyNotReached } from './asked.ts';
import type { Cell } from './place-order.ts';

const cell = (shape: Cell['shape'], orders: number, node: number): Cell => ({
  shape,
  clients: 64,
  shelf: 1_000,
  fdatasyncMs: 0,
  latenciesMs: Array.from({ length: orders }, () => 10),
  seconds: 1,
  statements: orders,
  roundTrips: orders,
  fsyncs: orders,
  cpu: { node, postgres: 1, load: 0, machine: node + 1.2 },
  cpuOffered: 2,
});

test('a rate that was not reached is explained by what an order costs and how busy the processors were', () => {
  const [why, ...more] = whyNotReached([cell('floor', 100, 0.8), cell('saga', 150, 0.2)]);
  expect(more).toEqual([]);
  expect(why).toMatch(
    /^saga, 64 clients on 1,000 SKUs: an order costs 8\.00 ms .* 18\.00, so 2\.25 x .* busy 60 % .*\(the floor: 90 %\).* 10 %/,
  );
});

test('a rate that was reached is not', () => {
  expect(whyNotReached([cell('floor', 100, 0.8), cell('saga', 200, 0.2)])).toEqual([]);
});

test('so is a pgbench that is too far from the floor, and one that is near it is not', () => {
  const floor = { ...cell('floor', 100, 0.1), clients: 1 as const };
  const pgbench = (orders: number): Cell => ({ ...cell('pgbench', orders, 0), clients: 1 });
  const [why, ...more] = whyNotReached([floor, pgbench(126)]);
  expect(more).toEqual([]);
  expect(why).toMatch(
    /^floor by pgbench, 1 client on 1,000 SKUs: the median call takes 10\.0 ms .* 10\.0 ms .* 1\.00 ms is processor time/,
  );
  for (const near of [81, 124]) expect(whyNotReached([floor, pgbench(near)])).toEqual([]);
  expect(whyNotReached([floor, pgbench(79)])).toHaveLength(1);
});
