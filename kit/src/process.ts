import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigError, readConfig } from './config.ts';
import { createLocalEventBus, type EventBus } from './event.ts';
import { createLog, type Logger } from './log.ts';
import type { Room, RoomOptions } from './room.ts';

/** What a room reads when it is a process of its own. */
const roomConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535, 'a port from 0 to 65535'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a URL such as postgres://user:password@host:5432/database')
    .optional(),
  DATA_DIR: z.string().default('.data'),
  CALLER_SECRET: z.string().min(16, 'at least 16 characters, the same for the gateway and every room').optional(),
  EVENT_BUS: z
    .string()
    .regex(/^(postgres$|nats:\/\/)/, 'postgres, or nats://host:4222')
    .default('postgres'),
});

/** `npm start` leaves the rooms' database URLs and the shared secret in DATA_DIR, so that one room can be started beside it. */
const stackFile = z.object({ databases: z.record(z.string(), z.string()), callerSecret: z.string() });

export interface RoomEnvironment extends RoomOptions {
  env: NodeJS.ProcessEnv;
}

/** Reads a room's environment; what is unset comes from the stack under DATA_DIR. `defaultPort` is the room's own. */
export async function readRoomEnvironment(
  room: string,
  defaultPort: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<RoomEnvironment> {
  const config = readConfig(roomConfig, { PORT: String(defaultPort), ...env });
  const log = createLog(room);
  const file = join(config.DATA_DIR, 'stack.json');
  const stack = existsSync(file) ? stackFile.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data : undefined;
  const databaseUrl = config.DATABASE_URL ?? stack?.databases[room];
  const callerSecret = config.CALLER_SECRET ?? stack?.callerSecret;
  if (!databaseUrl) throw new ConfigError(`DATABASE_URL: set it to the database of ${room}, or run npm start once beside it.`);
  if (!callerSecret) throw new ConfigError('CALLER_SECRET: set it, the same for the gateway and every room.');
  const bus = await openEventBus(config.EVENT_BUS, log);
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
    onStopSignal(() => room.stop());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Calls `stop` once on SIGINT or SIGTERM and ends the process; a second signal, or 9 s, ends it at once. */
export function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const handle = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), 9_000).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
