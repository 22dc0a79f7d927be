import { inspect } from 'node:util';
import { z } from 'zod';
import { ConfigError, isDatabaseUrl, isEventBus, readConfig } from './config.ts';
import { dataDirOf, runningStack } from './data-dir.ts';
import { escapedText } from './escaped.ts';
import { createLocalEventBus, type EventBus } from './event.ts';
import { createLog, type Logger, logLevelForm, logLevels } from './log.ts';
import { type MetricsOptions, readMetrics, serveMetrics } from './metrics-server.ts';
import { whenParentIsGone } from './parent.ts';
import type { Room, RoomOptions } from './room.ts';

const portForm = 'a port from 0 to 65535';

/** What a room reads when it is a process of its own. */
const roomConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number(portForm).int(portForm).min(0, portForm).max(65_535, portForm),
  DATABASE_URL: z.string().refine(isDatabaseUrl, 'must be a URL such as postgres://user:password@host:5432/database').optional(),
  CALLER_SECRET: z.string().min(16, 'at least 16 characters, the same for the gateway and every room').optional(),
  EVENT_BUS: z.string().refine(isEventBus, 'postgres, or nats://host:4222').default('postgres'),
  LOG_LEVEL: z.enum(logLevels, logLevelForm).default('info'),
});

export interface RoomEnvironment extends RoomOptions {
  env: NodeJS.ProcessEnv;
}

/** A process has one room and one bus; a room stops without closing the bus, which in one process belongs to all. */
let closeBus: () => Promise<void> = () => Promise.resolve();
/** Where the process tells its figures. */
let metrics: MetricsOptions | undefined;
/** Said at the start of a room whose bus ends with its process. */
let alone: string | undefined;

/** Reads a room's environment; what is unset comes from the stack that runs on DATA_DIR. `defaultPort` is the room's own. */
export async function readRoomEnvironment(
  room: string,
  defaultPort: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RoomEnvironment> {
  const config = readConfig(roomConfig, { PORT: String(defaultPort), ...env });
  const log = createLog(room, config.LOG_LEVEL);
  metrics = readMetrics(config.PORT, env);
  const stack = runningStack(dataDirOf(env));
  const databaseUrl = config.DATABASE_URL ?? stack?.databases[room];
  const callerSecret = config.CALLER_SECRET ?? stack?.callerSecret;
  if (!databaseUrl)
    throw new ConfigError(`DATABASE_URL: set it to the database of ${room}, or let npm start (or npm run db -w stack) run beside it.`);
  if (!callerSecret) throw new ConfigError('CALLER_SECRET: set it, the same for the gateway and every room.');
  const bus = await openEventBus(config.EVENT_BUS, log);
  if (config.EVENT_BUS === 'postgres')
    alone =
      'EVENT_BUS is postgres: no other process hears the events of this one, and it hears none of theirs; nats://host:4222 connects them';
  closeBus = () => bus.close();
  return { env, databaseUrl, remotes: {}, bus, log, listen: { host: config.HOST, port: config.PORT, callerSecret } };
}

/** The event bus that EVENT_BUS names. `postgres` reaches the rooms of this process only. */
export async function openEventBus(kind: string, log: Logger): Promise<EventBus> {
  if (kind === 'postgres') return createLocalEventBus();
  const { openNatsEventBus } = await import('./nats-event-bus.ts');
  return openNatsEventBus(kind, log);
}

/** Runs a room as its own process: starts it, says where it listens, stops it on SIGTERM or Ctrl-C within 10 s. */
export async function runRoom<Commands>(start: () => Promise<Room<Commands>>): Promise<void> {
  try {
    const room = await start();
    console.log(`${room.name} listens on ${room.url ?? 'nothing'}`);
    if (alone) console.log(alone);
    const figures = metrics && (await serveMetrics(metrics));
    if (figures) console.log(`${room.name} tells its figures at ${figures.url}`);
    onStopSignal(async () => {
      await figures?.stop();
      await room.stop();
      await closeBus();
    });
  } catch (error) {
    refuseStart(error);
  }
}

/** Ends a failed start with exit code 1: one clear sentence for what the environment caused, else the fault itself. */
export function refuseStart(error: unknown): never {
  console.error(escapedText(explain(error) ?? inspect(error)));
  process.exit(1);
}

const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'the password is wrong',
  '28000': 'the user may not connect',
  '3D000': 'there is no such database',
};

/** ENOENT or EACCES of a server's Unix socket, not of a file of ours. */
const isFromConnect = (error: unknown): boolean => error instanceof Error && 'syscall' in error && error.syscall === 'connect';

/** What a person can do something about, in one sentence; undefined for a fault of ours. */
function explain(error: unknown): string | undefined {
  // By name: the migrator, which imports nothing of kit, has one of its own.
  if (error instanceof Error && error.name === 'ConfigError') return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = unreachable[code] ?? (isFromConnect(error) ? 'its socket cannot be opened' : undefined);
  return why && `DATABASE_URL: the database cannot be used, ${why} (${code}).`;
}

/** Ctrl-C below npm arrives twice, from the terminal and passed on by npm: only a later signal is a second one. */
const sameSignalMs = 1_000;

/**
 * Calls `stop` once on SIGINT, SIGTERM or SIGHUP and ends the process; a second signal, or 9 s, ends it at once. Register it
 * before a long start. Whoever npm started is stopped the same way when npm is gone.
 */
export function onStopSignal(stop: () => Promise<void>): void {
  let since: number | undefined;
  const handle = (): void => {
    if (since !== undefined) {
      if (Date.now() - since > sameSignalMs) process.exit(1);
      return;
    }
    since = Date.now();
    // On a slow machine it would be taken for a second signal, and end us at once.
    parentIsWatched();
    setTimeout(() => process.exit(1), 9_000).unref();
    stop().then(
      () => process.exit(),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  const parentIsWatched = whenParentIsGone(handle);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, handle);
  // A closed terminal takes our output away; that must not keep us from stopping cleanly.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
