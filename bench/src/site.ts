import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@cartograph/kit/postgres-server';
import { type Stack, startStack } from '@cartograph/stack/start-stack';
import { connect, type Floor, openFloor } from './floor.ts';
import { findPgbench } from './pgbench.ts';
import { type Settlement, watchSettlement } from './saga.ts';
import { fillShop } from './shop.ts';
import { type LoadGenerator, openLoadGenerator } from './through-gateway.ts';

/** Everything that is measured, on one PostgreSQL with the settings of `npm start`. */
export interface Site {
  stack: Stack;
  floor: Floor;
  load: LoadGenerator;
  settlement: Settlement;
  pgbench: string | undefined;
  postmaster: number;
  adminUrl: string;
  folder: string;
  stop(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-'));
  chmodSync(folder, 0o755);
  const opened: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  const keep = <T extends { stop(): unknown }>(part: T): T => {
    opened.push(() => part.stop());
    return part;
  };
  try {
    const server = keep(await startPostgres({ dataDir: join(folder, 'postgres'), password: 'bench' }));
    const stack = keep(await startStack({ dataDir: join(folder, 'data'), databaseUrl: server.url, logLevel: 'warn' }));
    await fillShop(stack);
    const settlement = keep(await watchSettlement(stack));
    const floor = keep(await openFloor(server.url, stack));
    const load = keep(await openLoadGenerator(stack));
    for (const url of Object.values(stack.databases)) await analyze(url);
    const parts = { stack, floor, load, settlement, pgbench: findPgbench() };
    return { ...parts, postmaster: server.pid, adminUrl: server.url, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** So that plans of the first cell are those of the last: new figures of the tables make every connection plan anew. */
export const analyze = (url: string): Promise<void> => run(url, 'vacuum analyze');

export const vacuum = (url: string): Promise<void> => run(url, 'vacuum');

export const checkpoint = (url: string): Promise<void> => run(url, 'checkpoint');

async function run(url: string, sql: string): Promise<void> {
  const client = await connect(url);
  await client.query(sql);
  await client.end();
}
