import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '@cartograph/kit/config';
import { sqlStateOf } from '@cartograph/kit/db';
import { compareOrder, type Difference, type PlacementRecord, readPlacementRecord, replay } from '@cartograph/orders/server';
import type { EachRoom } from '../rooms.ts';
import { compareSides } from './compare-sides.ts';
import { readSides, whyOf, withDatabase } from './read-sides.ts';
import type { Replay } from './report.ts';
import { timelineOf } from './timeline.ts';

/** Reads one placement and decides it again; with the other rooms' databases, compares with what they keep. */
export async function replayPlacement(id: string, databases: { orders: string } | EachRoom<string>): Promise<Replay> {
  const record = await readRecord(databases.orders, id);
  const sides = 'inventory' in databases ? await readSides(databases, id) : undefined;
  const replayed = replay(record);
  const differences = [...replayed.differences, ...compareOrder(record), ...(sides ? compareSides(record, sides) : [])];
  return { record, replayed, sides, timeline: timelineOf(record, replayed.verdicts, sides), differences };
}

/** Rooms are read one after another while the placement may go on: beside a running stack only what still differs after 2 s does. */
export async function replayPersistent(id: string, databases: EachRoom<string>): Promise<Replay> {
  const first = await replayPlacement(id, databases);
  if (first.differences.length === 0) return first;
  await sleep(2_000);
  const second = await replayPlacement(id, databases);
  const keyOf = ({ where, of }: Difference): string => `${where} ${of}`;
  const before = new Set(first.differences.map(keyOf));
  return { ...second, differences: second.differences.filter((difference) => before.has(keyOf(difference))) };
}

async function readRecord(url: string, id: string): Promise<PlacementRecord> {
  const record = await withDatabase(url, (db) => readPlacementRecord(db, id)).catch((error: unknown) => {
    const { hostname, port, pathname } = new URL(url);
    const where = `${hostname}:${port || 5432}${pathname}`;
    if (sqlStateOf(error) === '42P01') throw new ConfigError(`${where} is no database of orders: ${whyOf(error)}.`);
    throw new ConfigError(`The database of orders at ${where} cannot be read: ${whyOf(error)}.`);
  });
  if (!record) throw new ConfigError(`${id}: there is no such placement in the database of orders.`);
  return record;
}
