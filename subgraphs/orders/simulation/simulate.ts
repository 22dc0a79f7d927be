import { carts, withdrawn } from '#simulation/baskets';
import { createBuyers } from '#simulation/buyers';
import { createDatabase } from '#simulation/database';
import type { History } from '#simulation/history';
import { createJudge } from '#simulation/judge';
import { leaseStatements } from '#simulation/lease-statements';
import * as lookBack from '#simulation/look-back';
import { createNetwork } from '#simulation/network';
import { cancellationStatements, placementStatements } from '#simulation/placement-statements';
import { createDice } from '#simulation/random';
import { createRemotes } from '#simulation/remotes';
import { createRooms, type Rooms } from '#simulation/rooms';
import { createRows } from '#simulation/rows';
import { runOn } from '#simulation/run-on';
import { createServerLog } from '#simulation/server-log';
import { createTime, outside, type Process } from '#simulation/time';
import { createWitness } from '#simulation/witness';
import { createWorker, type Worker } from '#simulation/worker';

export interface Told {
  /** The first promise that was broken, in words; undefined when none was. */
  violation: string | undefined;
  /** What happened, one line each, when `telling`. */
  lines: readonly string[];
}

const workers = 2;
/** Everything has an end by then: the longest outage, two minutes of patience, a bank's page, and the half minutes between late attempts. */
const endMs = 8 * 60_000;
/** No history of forty wishes comes near this; one that does goes round in circles. */
const endTurns = 60_000;

/** Lives through one history with production's own saga in two workers, and tells whether a promise was broken. */
export async function simulate(history: History, telling = false): Promise<Told> {
  const dice = createDice(history.seed);
  const time = createTime(dice);
  const now = (): number => time.now();
  const witness = createWitness(now, telling);
  return runOn(time, async () => {
    const rows = createRows();
    for (const cart of carts()) rows.carts.set(cart.id, cart);
    const rooms: Rooms = createRooms(time, witness, history);
    const judge = createJudge(rows, rooms, now, witness);
    const isOpen = ({ state }: { state: string }): boolean => state === 'pending' || state === 'confirmed' || state === 'aborting';
    const statements = {
      ...placementStatements(rows, now, judge.leases('placements')),
      ...cancellationStatements(rows, now, judge.leases('cancellations')),
      ...leaseStatements('placements', rows, isOpen, now, judge.leases('placements')),
      ...leaseStatements('cancellations', rows, ({ state }) => state === 'pending', now, judge.leases('cancellations')),
    };
    const living: { process: Process; worker: Worker }[] = [];
    let born = 0;
    const start = (): void => {
      born += 1;
      const process: Process = { name: `worker ${born}`, alive: true, pausedUntil: 0 };
      time.as(process, () => {
        const db = createDatabase(statements, { network, worker: process, saw: judge.saw, log });
        const onSale = (sku: string): boolean => !(sku === withdrawn && now() >= history.changeAt);
        const worker = createWorker(db, createRemotes(rooms, { network, judge, witness, worker: process, log, onSale }));
        for (const name of worker.names) witness.name(name, process.name);
        living.push({ process, worker });
        witness.note(() => `${process.name} starts`);
      });
    };
    const crash = (process: Process, restartMs: number): void => {
      if (!process.alive) return;
      process.alive = false;
      living.splice(
        living.findIndex((one) => one.process === process),
        1,
      );
      witness.note(() => `${process.name} dies`);
      buyers.lose(process);
      time.after(restartMs, start, outside);
    };
    const log = createServerLog(() => {
      rows.life = undefined;
      witness.note(() => 'the server crashes');
    });
    const network = createNetwork(history, { time, dice, witness, crash, crashServer: () => log.crash() });
    const buyers = createBuyers(history, { log, time, dice, witness, judge, rows, rooms, network, living });
    for (let count = 0; count < workers; count += 1) start();

    let next = 0;
    let ended = false;
    const turns = await time.play(() => {
      if (witness.violation() !== undefined) return true;
      next += 1;
      if (next % 16 === 0 && buyers.served() && lookBack.isOver(rows, rooms)) {
        ended = network.quiet();
        network.hurry();
      }
      return ended || now() > endMs || next > endTurns;
    });
    if (witness.violation() === undefined) {
      if (!ended)
        witness.blame(
          `not everything has ended after ${turns} turns and ${(now() / 60_000).toFixed(0)} minutes: ${lookBack.unfinished(rows, rooms, witness)}`,
        );
      else lookBack.check(rows, rooms, witness);
    }
    return { violation: witness.violation(), lines: witness.lines() };
  });
}
