import type { Gateway } from '@cartograph/gateway/server';
import { isLoopback } from '@cartograph/kit/loopback';
import { type MetricsOptions, serveMetrics } from '@cartograph/kit/metrics-server';
import { type FirstAdministrator, makeFirstAdministrator } from './admin/first-administrator.ts';
import { claimDataFolder } from './data-folder.ts';
import type { Elsewhere } from './elsewhere.ts';
import { holdPort } from './hold-port.ts';
import { openDatabases } from './open-databases.ts';
import { type Clients, prepareGateway } from './prepare-gateway.ts';
import { type Progress, silentProgress } from './progress.ts';
import { type EachRoom, eachRoom, rooms as roomNames } from './rooms.ts';
import { refuseDemoBeyond, refuseDemoInProduction, seedOnce } from './seed/seed-once.ts';
import type { Rooms } from './start-rooms.ts';

export interface StackOptions extends Clients {
  dataDir: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** A server of one's own instead of the embedded one; its role needs CREATEROLE and CREATEDB. */
  databaseUrl?: string | undefined;
  /** Default none. */
  seed?: 'demo' | 'none';
  /** Who becomes the administrator of a shop that has none; default nobody. */
  administrator?: FirstAdministrator | undefined;
  eventBus?: string;
  /** Where the gateway records the use of operations; default: nowhere. */
  usageFile?: string | undefined;
  production?: boolean;
  /** A host beyond this machine may have the demo. */
  demoPublic?: boolean;
  allowedOrigins?: readonly string[];
  /** Where figures are told; default: nowhere. */
  metrics?: MetricsOptions;
  progress?: Progress;
  /** Of rooms and gateway; default silent. */
  logLevel?: string;
  /** Aborted: the start ends at its next step, and nothing is left running. */
  signal?: AbortSignal;
  /** Told, in one sentence, that the embedded PostgreSQL ended and does not come back; default: say so and exit with 1. */
  databaseLost?: (sentence: string) => void;
  /** Where subgraphs answer that are no rooms here. */
  elsewhere?: Elsewhere;
  /** What others are told who find the folder in use. */
  purpose?: string;
}

export interface Stack {
  readonly url: string;
  /** The page of its figures. */
  readonly metricsUrl: string | undefined;
  readonly rooms: Rooms;
  readonly gateway: Gateway;
  readonly databases: EachRoom<string>;
  /** SQL statements so far, a room. */
  statements(): EachRoom<number>;
  stop(): Promise<void>;
}

/**
 * Everything on one machine, in this process: database server, roles, migrations, rooms, gateway, seed. Resolves when an order can
 * be placed. A ConfigError names what the environment must change; whatever happens, a failed start leaves nothing running.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, host = '127.0.0.1', seed = 'none', production = false, progress = silentProgress, logLevel = 'silent' } = options;
  const opened: (() => unknown)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  const step: Progress['step'] = (...line) => {
    options.signal?.throwIfAborted();
    return progress.step(...line);
  };
  try {
    const { port, release } = await holdPort(host, options.port ?? 0);
    opened.push(release);
    const folder = claimDataFolder(dataDir, options.purpose ?? 'a stack');
    opened.push(() => folder.release());
    const publicUrl = `http://${reachable(host)}:${port}`;
    const { eventBus = 'postgres', usageFile, elsewhere = {} } = options;
    let seeded = false;
    const door = { ...options, host, port, elsewhere, production, usageFile, logLevel, seeded: () => seeded };
    const prepared = prepareGateway(door);
    opened.push(() => prepared.abandon());
    // PostgreSQL first: while it starts, or recovers, there is time to read all code and to make the gateway's planner.
    const spawned = ({ caller }: { caller: string }): void => prepared.begin(caller);
    const opening = openDatabases(dataDir, options.databaseUrl, step, { lost: options.databaseLost, spawned });
    const { databases, secrets, settle, stop } = await opening;
    opened.push(stop);
    if (production) await refuseDemoInProduction(databases.orders);
    else if (!options.demoPublic && !isLoopback(host)) await refuseDemoBeyond(host, databases.orders);
    const all = await step(
      'rooms',
      async () =>
        (await import('./start-rooms.ts')).startRooms({ databases, callerSecret: secrets.caller, publicUrl, dataDir, eventBus, logLevel }),
      () => roomNames.join(', '),
    );
    opened.push(() => all.stop());
    const figures = options.metrics && (await serveMetrics(options.metrics));
    opened.push(() => figures?.stop());
    const gateway = await step(
      'gateway',
      () => release().then(() => prepared.open(all.rooms)),
      () => `listens on ${publicUrl}`,
    );
    opened.push(() => gateway.stop());
    if (seed === 'demo')
      await step(
        'seed',
        () => seedOnce(all.rooms, databases.orders),
        (said) => said,
      );
    const { administrator } = options;
    if (administrator)
      await step(
        'admin',
        () => makeFirstAdministrator(all.rooms.customers.commands, administrator),
        (said) => said,
      );
    seeded = true;
    options.signal?.throwIfAborted();
    folder.announce({ url: publicUrl, databases, callerSecret: secrets.caller });
    settle();
    return {
      url: publicUrl,
      metricsUrl: figures?.url,
      rooms: all.rooms,
      gateway,
      databases,
      statements: () => eachRoom((room) => all.rooms[room].statements()),
      stop: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** An address to listen on is not always one to go to. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
};
