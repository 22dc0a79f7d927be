import { setTimeout as sleep } from 'node:timers/promises';
import { type RoomName, rooms } from '@cartograph/stack/rooms';
import pg from 'pg';
import { signIn } from '../support/ask.ts';
import type { CrashShop } from './crash-shop.ts';
import type { Dice } from './dice.ts';
import { allFailpoints, isOwnProcess, scriptOf } from './failpoints.ts';
import { type Shop, tell } from './scripts.ts';
import { untilFinished } from './unfinished.ts';

/** Products only reads, and has no failpoint: it is killed before it is asked. */
const withoutFailpoint = 'products.snapshot_variants.gone';

/** A place to die at, named `<room>.<verb>.<where>`: that room's process dies there. What only a delivery or an import passes is not among them. */
export const matrixCells = (): string[] => [...allFailpoints().filter((name) => !isOwnProcess(scriptOf(name))), withoutFailpoint];

/** Each step once, at one of the places where it can be hit. */
export function sampleCells(dice: Dice): string[] {
  const verbOf = (cell: string): string => cell.slice(0, cell.lastIndexOf('.'));
  return [...Map.groupBy(matrixCells(), verbOf).values()].map((places) => dice.pick(places));
}

/** Of so many cells each waits until the lease of the dead worker runs out by itself. */
const patientEvery = 10;
const stillRunning = 'still running';
/** So long a process that is to die may live on: when its story has come to its end, and where it never does. */
const afterTheEndMs = 3_000;
const atAllMs = 60_000;

export interface CellResult {
  cell: string;
  ms: number;
  failure?: string;
}

/** Dies once in each cell, one after the other; `report` is told at once. */
export async function runMatrix(shop: CrashShop, cells: readonly string[], report: (result: CellResult) => void): Promise<CellResult[]> {
  const results: CellResult[] = [];
  let token = await signIn(shop.url, 'ada@example.com');
  for (const [index, cell] of cells.entries()) {
    const started = performance.now();
    // An access token lives for 15 minutes, and cells on a busy machine may take longer.
    if (index % 40 === 39) token = await signIn(shop.url, 'ada@example.com');
    const failure = await dieIn(shop, cell, token, index % patientEvery !== 0).catch(said);
    const result = { cell, ms: Math.round(performance.now() - started), ...(failure === undefined ? {} : { failure }) };
    results.push(result);
    report(result);
    if (failure !== undefined) await startAgain(shop, victimOf(cell));
  }
  return results;
}

const said = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : String(error);

const victimOf = (cell: string): RoomName => {
  const victim = rooms.find((room) => cell.startsWith(`${room}.`));
  if (!victim) throw new Error(`no room has ${cell}`);
  return victim;
};

/** What was wrong, if anything. `hurry`: leases run out at once, as 3 s of waiting would have it. */
async function dieIn(shop: CrashShop, cell: string, token: string, hurry: boolean): Promise<string | undefined> {
  const victim = victimOf(cell);
  const name = scriptOf(cell);
  if (name === undefined || isOwnProcess(name)) return 'no story reaches it';
  const ended = shop.endOf(victim);
  const told: Shop = {
    url: shop.url,
    token,
    setTrap: () => (cell === withoutFailpoint ? shop.killRoom(victim) : shop.arm(victim, `${cell}=kill`)),
    holdSettlement: (on) => shop.arm('orders', on ? 'orders.commit_stock.before_call=throw' : ''),
  };
  // A room that came back a moment ago may find its door at the gateway closed still.
  const telling = tell(name, told, `${cell} ${Date.now()}`);
  const survived = telling
    .then(() => untilFinished(shop.databases.orders, atAllMs))
    .then(() => sleep(afterTheEndMs, stillRunning, { ref: false }));
  survived.catch(() => undefined);
  const how = await Promise.race([ended, survived, sleep(atAllMs, stillRunning, { ref: false })]);
  if (how === 'SIGKILL' && victim === 'orders' && hurry) await expireLeases(shop.databases.orders);
  if (how === 'SIGKILL') await shop.startRoom(victim);
  const mustHold = await telling;
  if (how !== 'SIGKILL') return `the process did not die there: ${how}`;
  await mustHold();
  const { unfinished } = await untilFinished(shop.databases.orders);
  return unfinished.length > 0 ? unfinished.join('; ') : undefined;
}

async function startAgain(shop: CrashShop, room: RoomName): Promise<void> {
  await shop.killRoom(room);
  await shop.startRoom(room);
  if (room !== 'orders') await shop.arm('orders', '');
}

async function expireLeases(ordersUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ordersUrl });
  await client.connect();
  try {
    for (const table of ['placements', 'cancellations'])
      await client.query(`update ${table} set lease_until = now() where lease_until > now()`);
  } finally {
    await client.end();
  }
}
