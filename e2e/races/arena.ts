import { join } from 'node:path';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import { examinePersistent } from '@cartograph/stack/doctor/persistent';
import { eachRoom } from '@cartograph/stack/rooms';
import { startStack } from '@cartograph/stack/start-stack';
import type pg from 'pg';
import { makeDataFolder, removeDataFolder } from '../support/data-folder.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { openPool } from './naive.ts';
import { openShop, type Shop } from './shop.ts';

export interface Arena {
  readonly shop: Shop;
  /** For the naive code: as many connections as requests, through the same delay. */
  readonly naive: pg.Pool;
  /** What a statement takes longer than without the delay, as it was measured. */
  readonly addedMs: number;
  /** What the doctor finds wrong in the shop. */
  violations(): Promise<string[]>;
  close(): Promise<void>;
}

const password = 'races';

/** The whole shop in this process, and PostgreSQL so many milliseconds a round trip away from it. */
export async function openArena({ delayMs = 5, connections = 50 } = {}): Promise<Arena> {
  const folder = makeDataFolder();
  const opened: (() => unknown)[] = [() => removeDataFolder(folder)];
  const close = async (): Promise<void> => {
    for (const one of opened.splice(0).reverse()) await one();
  };
  try {
    const server = await startPostgres({ dataDir: join(folder, 'postgres'), password });
    opened.push(() => server.stop());
    // Otherwise read while the stack connects, which would keep the proxy, in the same process, from passing anything on.
    await Promise.all([import('@cartograph/stack/start-rooms'), import('@cartograph/gateway/server')]);
    const proxy = await startFaultProxy({ host: '127.0.0.1', port: server.port });
    opened.push(() => proxy.stop());
    const through = (url: string): string => withPort(url, proxy.port);
    const stack = await startStack({ dataDir: join(folder, 'data'), databaseUrl: through(server.url), purpose: 'races' });
    opened.push(() => stack.stop());
    const databases = eachRoom((room) => withPort(stack.databases[room], server.port));
    const shop = await openShop(stack, databases);
    opened.push(() => shop.close());
    const naive = openPool(through(server.url), connections);
    opened.push(() => naive.end());
    await openAll(naive, connections);
    const near = await roundTripMs(naive);
    await proxy.set({ latencyMs: delayMs / 2 });
    const addedMs = (await roundTripMs(naive)) - near;
    const violations = async () => (await examinePersistent(databases, true)).violations.map((violation) => JSON.stringify(violation));
    return { shop, naive, addedMs, violations, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function withPort(url: string, port: number): string {
  const moved = new URL(url);
  moved.port = String(port);
  // The server's socket would go around the delay.
  moved.searchParams.delete('host');
  return moved.toString();
}

/** A race must not wait for its connections. */
async function openAll(pool: pg.Pool, count: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: count }, () => pool.connect()));
  for (const client of clients) client.release();
}

/** The shortest of some: the machine only ever adds to it. */
async function roundTripMs(pool: pg.Pool): Promise<number> {
  let shortest = Number.POSITIVE_INFINITY;
  const client = await pool.connect();
  for (let count = 0; count < 21; count += 1) {
    const began = performance.now();
    await client.query('select 1');
    shortest = Math.min(shortest, performance.now() - began);
  }
  client.release();
  return shortest;
}
