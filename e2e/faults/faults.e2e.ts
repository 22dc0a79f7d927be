import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDice, seedOfRun } from '../crash/dice.ts';
import { edges, type FaultName, faultNames } from './faults.ts';
import { type FaultyShop, openFaultyShop } from './open-faulty-shop.ts';
import { brokenPromises, type CellReport, callWitnesses, runCell, type Witnesses } from './run-cell.ts';

// `npm run faults` is the long form.

const seed = seedOfRun();
let shop: FaultyShop;
beforeAll(async () => {
  console.log(`CRASH_SEED=${seed}`);
  shop = await openFaultyShop(seed);
});
afterAll(() => shop?.close());

const short = { orders: 15, clients: 8, seed, forMs: 0 };

async function expectPromisesKept(witnesses: Witnesses, reports: CellReport[]): Promise<void> {
  const told = (kind: string): number => witnesses.ledger.entries.filter((entry) => entry.told?.kind === kind).length;
  for (const { cell, hits, finalMs, unfinished } of reports) {
    expect(unfinished).toEqual([]);
    expect(hits, `${cell.edge} was never struck`).toBeGreaterThan(0);
    console.log(`${cell.edge} ${cell.fault}: struck ${hits} times, all final ${finalMs} ms after it was lifted`);
  }
  expect(await brokenPromises(shop, witnesses)).toEqual([]);
  expect(Math.min(told('OrderPlaced'), told('OrderRejected'))).toBeGreaterThan(0);
}

describe('between orders and any room that it calls', () => {
  const onTheWire = faultNames.filter((fault) => fault !== 'stopped');
  test.each<FaultName>(onTheWire)('%s: every order comes to its end, and nothing is taken twice', async (fault) => {
    const witnesses = await callWitnesses(shop);
    const reports: CellReport[] = [];
    for (const [index, edge] of edges.entries())
      reports.push(await runCell(shop, witnesses, { ...short, seed: seed + index, edge, fault }));
    await expectPromisesKept(witnesses, reports);
  });
});

test('a room that stood still for longer than every lease and deadline changes nothing by its late work', async () => {
  const edge = createDice(seed).pick(edges);
  const witnesses = await callWitnesses(shop);
  const report = await runCell(shop, witnesses, { ...short, edge, fault: 'stopped', forMs: 7_000 });
  await expectPromisesKept(witnesses, [report]);
});

test('a charge that is there twice would be seen', async () => {
  const count = `select count(*)::int as count from simulator.charges where state = 'CAPTURED'`;
  expect((await shop.readRows('payments', count))[0]).not.toEqual({ count: 0 });
  await shop.readRows(
    'payments',
    `insert into simulator.charges (key, token, amount_minor, currency, state, captured_minor)
     select key || ' again', token, amount_minor, currency, state, captured_minor from simulator.charges where state = 'CAPTURED' limit 1`,
  );
  expect(await shop.wrongEffects()).toEqual([expect.stringMatching(/^money charged by the provider of \S+ again: \d+ instead of 0$/)]);
  await shop.readRows('payments', `delete from simulator.charges where key like '% again'`);
  expect(await shop.wrongEffects()).toEqual([]);
});
