import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@cartograph/postgres/start-postgres';
import { type Stack, startStack } from '@cartograph/stack/start-stack';
import type pg from 'pg';
import type { Pids } from './cpu.ts';
import { connect, type Floor, openFloor } from './floor.ts';
import type { Target } from './load-generator.ts';
import type { Parts } from './parts.ts';
import { compilePreload, findCompiler, type Preload, proveDelay } from './preload.ts';
import { type Processes, startProcesses } from './processes.ts';
import { type Settlement, watchSettlement } from './saga.ts';
import type { ShapeName } from './shapes.ts';
import { buyers, fillShop, password, skus } from './shop.ts';
import { statementSettings } from './statements.ts';
import { enter, type LoadGenerator, openLoadGenerator } from './through-gateway.ts';

/** Everything that is measured, on one PostgreSQL with the settings of `npm start`. */
export interface Site {
  stack: Stack;
  floor: Floor;
  load: LoadGenerator;
  /** By the URL of a gateway. */
  targets: ReadonlyMap<string, Target>;
  settlement: Settlement;
  /** Only when they are measured. */
  processes: (Processes & { settlement: Settlement }) | undefined;
  /** Without a C compiler there is none. */
  preload: Preload | undefined;
  pids: Pids;
  /** A connection of the superuser. */
  admin: pg.Client;
  folder: string;
}

/** Shapes that are not measured are not started; `crowd`: the most clients of a gateway. All that runs is kept by `parts`. */
export async function openSite(
  { keep }: Parts,
  measured: ReadonlySet<ShapeName>,
  crowd: number,
  say: (line: string) => void,
): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-bench-'));
  keep({ stop: () => rmSync(folder, { recursive: true, force: true }) });
  chmodSync(folder, 0o755);
  const compiler = findCompiler();
  const preload = compiler === undefined ? undefined : keep(compilePreload(compiler, folder));
  say('Starting PostgreSQL, the rooms in one process with their gateway, and the floor beside them.');
  const start = () => startPostgres({ dataDir: join(folder, 'postgres'), password: 'bench', settings: statementSettings });
  const server = keep(await (preload ? preload.within(start) : start()));
  const admin = await connect(server.url);
  keep({ stop: () => admin.end() });
  await admin.query('create extension pg_stat_statements');
  if (preload) await proveDelay(preload, admin);
  const stack = keep(await startStack({ dataDir: join(folder, 'data'), databaseUrl: server.url, logLevel: 'warn' }));
  await fillShop(stack);
  const floor = keep(await openFloor(server.url, stack));
  const watch = async (url: string): Promise<Settlement> => keep(await watchSettlement(asAdmin(server.url, url)));
  const settlement = await watch(stack.databases.orders);
  const openProcesses = async (): Promise<Site['processes']> => {
    say('Starting the rooms and a gateway as processes of their own.');
    const shop = keep(await startProcesses(server.url));
    return { ...shop, settlement: await watch(shop.databases['orders'] ?? '') };
  };
  const processes = measured.has('processes') ? await openProcesses() : undefined;
  const gateways = [...(measured.has('gateway') ? [stack.url] : []), ...(processes ? [processes.url] : [])];
  if (gateways.length > 0) say('Signing the buyers in.');
  const emails = buyers.slice(0, crowd).map(({ email }) => email);
  const targets = new Map<string, Target>();
  for (const url of gateways) targets.set(url, { url, tokens: await enter('signIn', url, emails, password), skus, slugs: [] });
  const load = keep(openLoadGenerator());
  const pids = { postmaster: server.pid, load: load.pid, rooms: processes?.programs.map(({ pid }) => pid) ?? [] };
  return { stack, floor, load, targets, settlement, processes, preload, pids, admin, folder };
}

/** The same database, by the superuser: what the bench asks there is not counted as the room's. */
function asAdmin(adminUrl: string, databaseUrl: string): string {
  const url = new URL(adminUrl);
  url.pathname = new URL(databaseUrl).pathname;
  return url.toString();
}

const databasesOf = ({ floor, stack, processes }: Site): string[] => [
  floor.url,
  ...Object.values(stack.databases),
  ...Object.values(processes?.databases ?? {}),
];

/** So that plans of the first cell are those of the last: new figures of the tables make every connection plan anew. */
export const analyze = (site: Site): Promise<void> => onEach(site, 'vacuum analyze');

/** What came before (dead versions of hot rows, pages that a checkpoint has to write) is no cost of what comes next. */
export async function tidy(site: Site): Promise<void> {
  await onEach(site, 'vacuum');
  await site.admin.query('checkpoint');
}

async function onEach(site: Site, sql: string): Promise<void> {
  for (const url of databasesOf(site)) {
    const client = await connect(url);
    await client.query(sql);
    await client.end();
  }
}
