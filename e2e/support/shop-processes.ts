import { uuidFromName } from '@cartograph/kit/ids';
import { examine } from '@cartograph/stack/doctor/examine';
import { openDatabases } from '@cartograph/stack/open-databases';
import { silentProgress } from '@cartograph/stack/progress';
import { type RoomName, rooms } from '@cartograph/stack/rooms';
import { type Rooms, startRooms } from '@cartograph/stack/start-rooms';
import pg from 'pg';
import { makeDataFolder, removeDataFolder } from './data-folder.ts';
import { freePorts, type Program, runProgram } from './programs.ts';

export const skus = ['MUG', 'TEA', 'LAMP'] as const;

export interface ShopProcesses {
  /** Of the gateway. */
  readonly url: string;
  /** Starts a room that was killed, and waits until it listens. */
  startRoom(room: RoomName): Promise<void>;
  /** kill -9, and waits until it is gone. */
  killRoom(room: RoomName): Promise<void>;
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

/**
 * Every room and the gateway as a process of its own, against one PostgreSQL, with three SKUs to sell. `detour`: where orders finds
 * the other rooms instead, as PRODUCTS_URL and the like.
 */
export async function openShopProcesses(
  eventBus = 'postgres',
  detour: (urls: Urls) => Promise<Urls> = async (urls) => urls,
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
    const { databases, stop } = await openDatabases(dataDir, undefined, (...step) => silentProgress.step(...step));
    stopDatabases = stop;
    const ports = await freePorts(rooms.length);
    const urls = Object.fromEntries(rooms.map((room, index) => [`${room.toUpperCase()}_URL`, `http://127.0.0.1:${ports[index]}`]));
    const common = { CALLER_SECRET: secret, LOG_LEVEL: 'warn', EVENT_BUS: eventBus, ...urls };
    const orders = await detour(urls);
    const startRoom = async (room: RoomName): Promise<void> => {
      const own = { PORT: String(ports[rooms.indexOf(room)]), DATABASE_URL: databases[room], ...(room === 'orders' ? orders : {}) };
      const program = runProgram(`subgraphs/${room}/src/main.ts`, { ...common, ...own });
      programs.set(room, program);
      await program.listening();
    };
    const withRooms: ShopProcesses['withRooms'] = async (work) => {
      const quiet = { eventBus: 'postgres', logLevel: 'silent', background: false };
      const own = await startRooms({ databases, callerSecret: secret, publicUrl: 'http://127.0.0.1', ...quiet });
      try {
        return await work(own.rooms);
      } finally {
        await own.stop();
      }
    };
    await withRooms(fillShelves);
    await Promise.all(rooms.map(startRoom));
    const gateway = runProgram('gateway/src/main.ts', { ...common, PORT: '0' });
    programs.set('gateway', gateway);
    return {
      url: await gateway.listening(),
      startRoom,
      killRoom: async (room) => {
        programs.get(room)?.kill('SIGKILL');
        await programs.get(room)?.ended;
      },
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

async function readRows<Row extends pg.QueryResultRow>(databaseUrl: string, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** 10.00 USD each, and 5.00 for shipping. */
async function fillShelves({ products, inventory, pricing }: Rooms): Promise<void> {
  const createdAt = new Date('2026-01-01T00:00:00Z');
  await Promise.all([
    products.commands.importCatalogue({
      categories: [],
      products: skus.map((sku) => ({
        id: uuidFromName(`product ${sku}`),
        slug: sku.toLowerCase(),
        title: sku,
        description: null,
        status: 'PUBLISHED',
        createdAt,
        categorySlugs: [],
        variants: [{ id: uuidFromName(`variant ${sku}`), sku, title: null }],
      })),
    }),
    inventory.commands.importStock({
      locations: [{ id: 'main', name: 'Main house', priority: 1 }],
      levels: skus.map((sku) => ({ sku, locationId: 'main', onHand: 100, lowStockThreshold: 2 })),
    }),
    pricing.commands.importPricing({
      items: skus.map((sku) => ({ sku, taxCategory: 'standard' })),
      prices: skus.map((sku) => ({ sku, currency: 'USD', listMinor: 1_000n, breaks: [] })),
      shippingRates: [{ currency: 'USD', country: null, flatMinor: 500n, freeFromMinor: null }],
    }),
  ]);
}
