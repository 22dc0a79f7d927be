import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import { examine } from '@cartograph/stack/doctor/examine';
import { openDatabases } from '@cartograph/stack/open-databases';
import { silentProgress } from '@cartograph/stack/progress';
import { type EachRoom, type RoomName, rooms } from '@cartograph/stack/rooms';
import { type Rooms, startRooms } from '@cartograph/stack/start-rooms';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import pg from 'pg';
import { catalogueOf } from './catalogue-of.ts';
import { makeDataFolder, removeDataFolder } from './data-folder.ts';
import { type Program, runProgram } from './programs.ts';
import { until } from './until.ts';

export const skus = ['MUG', 'TEA', 'LAMP'] as const;

export const processNames = [...rooms, 'gateway'] as const;
export type ProcessName = (typeof processNames)[number];

export interface ShopProcesses {
  /** Of the gateway. */
  readonly url: string;
  /** As rooms find them. */
  readonly databases: EachRoom<string>;
  /** Starts a room, or the gateway, that was killed, and waits until it listens. */
  startRoom(name: ProcessName): Promise<void>;
  /** kill -9, and waits until it is gone. */
  killRoom(name: ProcessName): Promise<void>;
  /** The signal that ends the process which runs now, or its exit code. */
  endOf(name: ProcessName): Promise<string>;
  /** Ends PostgreSQL as a crash does (`immediate`), and waits until it is there again. */
  crashPostgres(): Promise<void>;
  /** SIGSTOP, SIGCONT and the like. */
  signalRoom(room: RoomName, signal: NodeJS.Signals): void;
  /** Work on the data by the rooms' own commands, in this process and beside the others. */
  withRooms<T>(work: (rooms: Rooms) => Promise<T>): Promise<T>;
  /** Rows of one room's database. */
  readRows<Row extends pg.QueryResultRow>(room: RoomName, text: string, values?: unknown[]): Promise<Row[]>;
  /** What the doctor finds wrong. */
  violations(): Promise<string[]>;
  /** SIGTERM to all; the exit codes. */
  stop(): Promise<Record<string, string>>;
  /** Ends whatever still runs. */
  close(): Promise<void>;
}

const secret = 'one secret for a shop in processes';

type Urls = Readonly<Record<string, string>>;

export interface ShopOptions {
  /** Default: three SKUs to sell. */
  fill?: (rooms: Rooms) => Promise<unknown>;
  /** Default: `node <main.ts>`. */
  /** Where each room finds its database instead. */
  detourDatabases?: (databases: EachRoom<string>) => Promise<EachRoom<{ url: string }>>;
  /** Where each process finds the rooms instead, beside `detour`. */
  detours?: (urls: Urls) => Promise<Partial<Record<ProcessName, Urls>>>;
  run?: (file: string, env: Record<string, string>) => Program;
}

/**
 * Every room and the gateway as a process of its own, against one PostgreSQL. `detour`: where orders finds the other rooms instead,
 * as PRODUCTS_URL and the like.
 */
export async function openShopProcesses(
  eventBus = 'postgres',
  detour: (urls: Urls) => Promise<Urls> = async (urls) => urls,
  { fill = fillShelves, run = runProgram, detourDatabases, detours }: ShopOptions = {},
): Promise<ShopProcesses> {
  const dataDir = makeDataFolder();
  const programs = new Map<string, Program>();
  let stopDatabases = (): Promise<void> => Promise.resolve();
  const close = async (): Promise<void> => {
    for (const program of programs.values()) program.kill('SIGKILL');
    await Promise.all([...programs.values()].map(({ ended }) => ended));
    await stopDatabases();
    removeDataFolder(dataDir);
  };
  try {
    await prepareFolder(dataDir, 'none');
    const { databases, stop } = await openDatabases(dataDir, undefined, (...step) => silentProgress.step(...step));
    stopDatabases = stop;
    const ports = await steadyPorts(processNames.length);
    const portOf = (name: ProcessName): string => String(ports[processNames.indexOf(name)]);
    const urls = Object.fromEntries(rooms.map((room) => [`${room.toUpperCase()}_URL`, `http://127.0.0.1:${portOf(room)}`]));
    const url = `http://127.0.0.1:${portOf('gateway')}`;
    const told = { LOG_LEVEL: 'warn', EVENT_BUS: eventBus, STOCK_SHOWN_AT_MOST: '1000000' };
    const common = { PUBLIC_URL: url, DATA_DIR: dataDir, CALLER_SECRET: secret, ...told, ...urls };
    const orders = await detour(urls);
    const others = await detours?.(urls);
    const reached = await detourDatabases?.(databases);
    const startRoom = async (name: ProcessName): Promise<void> => {
      const file = name === 'gateway' ? 'gateway/src/main.ts' : `subgraphs/${name}/src/main.ts`;
      const database = name === 'gateway' ? {} : { DATABASE_URL: reached?.[name].url ?? databases[name] };
      const program = run(file, { ...common, PORT: portOf(name), ...database, ...(name === 'orders' ? orders : {}), ...others?.[name] });
      programs.set(name, program);
      await program.listening();
    };
    const withRooms: ShopProcesses['withRooms'] = async (work) => {
      const quiet = { eventBus: 'postgres', logLevel: 'silent', background: false };
      const own = await startRooms({ databases, callerSecret: secret, publicUrl: 'http://127.0.0.1', dataDir, ...quiet });
      try {
        return await work(own.rooms);
      } finally {
        await own.stop();
      }
    };
    await withRooms((own) => fill(own));
    await Promise.all(processNames.map(startRoom));
    return {
      url,
      databases,
      startRoom,
      killRoom: async (name) => {
        programs.get(name)?.kill('SIGKILL');
        await programs.get(name)?.ended;
      },
      endOf: (name) => programs.get(name)?.ended ?? Promise.resolve('never started'),
      crashPostgres: () => crashPostgres(dataDir, databases.orders),
      signalRoom: (room, signal) => programs.get(room)?.kill(signal),
      withRooms,
      readRows: (room, text, values) => readRows(databases[room], text, values),
      violations: async () => (await examine(databases)).violations.map((violation) => JSON.stringify(violation)),
      stop: async () => {
        for (const program of programs.values()) program.kill('SIGTERM');
        const codes = [...programs].map(async ([name, { ended }]) => [name, await ended] as const);
        return Object.fromEntries(await Promise.all(codes));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** SIGQUIT to the postmaster; whoever keeps the server starts it again. */
async function crashPostgres(dataDir: string, databaseUrl: string): Promise<void> {
  const pidOf = (): number => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const before = pidOf();
  process.kill(before, 'SIGQUIT');
  const isBack = async (): Promise<boolean> => {
    // There is no such file while there is no server.
    const rows = await readRows(databaseUrl, 'select 1').catch(() => []);
    return rows.length === 1 && pidOf() !== before;
  };
  await until(isBack, Boolean, 60_000);
}

async function readRows<Row extends pg.QueryResultRow>(databaseUrl: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** 10.00 USD each, and 5.00 for shipping. */
export async function fillShelves({ products, inventory, pricing }: Rooms, onHand = 100): Promise<void> {
  await Promise.all([
    products.commands.importCatalogue(catalogueOf(skus)),
    inventory.commands.importStock({
      locations: [{ id: 'main', name: 'Main house', priority: 1 }],
      levels: skus.map((sku) => ({ sku, locationId: 'main', onHand, lowStockThreshold: 2 })),
    }),
    pricing.commands.importPricing({
      items: skus.map((sku) => ({ sku, taxCategory: 'standard' })),
      prices: skus.map((sku) => ({ sku, currency: 'USD', listMinor: 1_000n, breaks: [] })),
      shippingRates: [{ currency: 'USD', country: null, flatMinor: 500n, freeFromMinor: null }],
    }),
  ]);
}
