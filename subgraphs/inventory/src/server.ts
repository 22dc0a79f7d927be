import { authorOf } from '@cartograph/kit/audit';
import type { Caller } from '@cartograph/kit/caller';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openRoomDatabase } from '@cartograph/kit/room-database';
import { serveRoom } from '@cartograph/kit/serve';
import { readShownStock } from '@cartograph/kit/shown-stock';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { startBackorderSweep } from '#backorder/sweep-backorders';
import { type Commands, commands } from '#commands';
import type { RoomContext } from '#context';
import { forgetOld } from '#forgetting-store';
import { createLoaders } from '#loaders';
import type { OrdersRemote } from '#remotes/orders';
import { resolvers } from '#resolvers/index';
import { startHoldSweep } from '#sweep-holds';
import { startTelling } from '#telling/tell-availability';
import { createUseCases } from '#use-cases';

export { checks } from '#checks';
export { events } from '#events';
export { availabilityFacts } from '#telling/availability-facts';
export { type Commands, commands };

/** Starts inventory on a migrated database. The relay and the sweep of overdue holds run unless `background` is false. */
export async function start(options: RoomOptions<OrdersRemote> & { shownAtMost?: number }): Promise<Room<Commands>> {
  const { remotes, bus, log, listen, background = true, retention: kept = readRetention(process.env) } = options;
  const { shownAtMost = readShownStock(process.env) } = options;
  const database = await openRoomDatabase('inventory', options);
  const { db, coordinated } = database;
  const bound = commands(db, coordinated);
  const schema = buildSubgraph(readSdl(import.meta.url, '../inventory.graphql'), resolvers);
  const useCases = createUseCases(db);
  const contextOf = (caller: Caller, requestId: string): RoomContext => ({
    caller,
    author: authorOf(caller, requestId),
    shownAtMost,
    loaders: createLoaders(db),
    useCases,
    commands: bound,
  });
  const execute = createExecute(schema, contextOf, log);
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'inventory', [...forgetOld(db, kept), ...forgetEvents(db, bus, kept)]);
  const retention = background ? startRetention(forget, log) : undefined;
  const sweep = background ? startHoldSweep(db, remotes, log) : undefined;
  const telling = background ? startTelling(db, [db, coordinated], log) : undefined;
  const backorders = background ? startBackorderSweep(db, log) : undefined;
  const served = listen ? await serveRoom('inventory', { execute, unready: () => db.unready() }, listen, log) : undefined;
  return {
    name: 'inventory',
    execute,
    commands: bound,
    url: served?.url,
    unready: () => db.unready(),
    forget,
    statements: () => database.statements(),
    stop: async () => {
      await served?.stop();
      await sweep?.stop();
      await telling?.stop();
      await backorders?.stop();
      await retention?.stop();
      await relay?.stop();
      await database.close();
    },
  };
}
