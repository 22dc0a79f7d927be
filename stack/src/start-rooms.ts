import { openDatabase } from '@cartograph/kit/db';
import type { EventBus } from '@cartograph/kit/event';
import { createLog, type Logger } from '@cartograph/kit/log';
import { openEventBus } from '@cartograph/kit/process';
import type { Retention } from '@cartograph/kit/retention-config';
import type { Room } from '@cartograph/kit/room';
import { serverOf } from '@cartograph/kit/room-database';
import { commandsLater } from './commands-later.ts';
import type { RoomDatabases } from './provision.ts';
import type { Shop } from './room-entry.ts';
import { eachRoom, type RoomName, registry } from './rooms.ts';
import { startOrder } from './start-order.ts';

export interface RoomsOptions extends Shop {
  databases: RoomDatabases;
  eventBus: string;
  logLevel: string;
  /** false: no relays and sweeps, for work on the data alone. */
  background?: boolean;
  /** How long what nobody needs is kept; default: as the environment says. */
  retention?: Retention;
}

export type Rooms = { readonly [Name in RoomName]: Awaited<ReturnType<(typeof registry)[Name]['start']>> };

/** Starts every room in this process; the remotes of a room are the others' commands, called directly. */
export async function startRooms(options: RoomsOptions): Promise<{ rooms: Rooms; stop: () => Promise<void> }> {
  const { databases, background = true, retention } = options;
  const log = (room: string): Logger => createLog(room, options.logLevel);
  const bus = gated(await openEventBus(options.eventBus, log('events')));
  const started = new Map<string, Room<unknown>>();
  const waves = startOrder(eachRoom((name) => registry[name].asks));
  const stop = async (): Promise<void> => {
    bus.open();
    for (const wave of waves.toReversed()) await Promise.all(wave.map(async (name) => started.get(name)?.stop()));
    await bus.close();
  };
  try {
    const coordinatorServer = await findServer(databases.orders, log('stack'));
    const start = async (name: RoomName): Promise<void> => {
      const common = { databaseUrl: databases[name], log: log(name), bus, background, coordinatorServer, ...(retention && { retention }) };
      const asked = registry[name].asks.map((other) => [other, commandsOf(other, started)]);
      started.set(name, await registry[name].start(common, Object.fromEntries(asked), options));
    };
    for (const wave of waves) await allOrFirstFault(wave.map(start));
    bus.open();
    return { rooms: Object.fromEntries(started) as unknown as Rooms, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const commandsOf = (room: string, started: ReadonlyMap<string, Room<unknown>>): unknown =>
  started.get(room)?.commands ?? commandsLater(room, () => started.get(room)?.commands);

/** Whatever has begun to start has an end before a fault is told, so that all of it can be stopped. */
async function allOrFirstFault(work: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) if (outcome.status === 'rejected') throw outcome.reason;
}

/** Which server orders' database is on. */
async function findServer(url: string, log: Logger): Promise<string> {
  const db = openDatabase({ url, log, max: 1 });
  try {
    return await serverOf(db);
  } finally {
    await db.close();
  }
}

/** Events wait until every room has subscribed: the bus of one process forgets what nobody has asked for. */
function gated(bus: EventBus): EventBus & { open(): void } {
  const gate = Promise.withResolvers<void>();
  return {
    ...bus,
    publish: async (event) => {
      await gate.promise;
      await bus.publish(event);
    },
    ...(bus.publishAll && {
      publishAll: async (events) => {
        await gate.promise;
        await bus.publishAll?.(events);
      },
    }),
    open: gate.resolve,
  };
}
