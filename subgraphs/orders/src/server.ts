import { openDatabase } from '@cartograph/kit/db';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { createBatcher } from '#batcher';
import { findCancelled } from '#cancellation-store';
import { type Commands, commands } from '#commands';
import type { RoomContext } from '#context';
import { createCancellationDrive } from '#drive-cancellation';
import { createAccessTokens } from '#issue-access-token';
import { createLeaseStore } from '#lease-store';
import { createLoaders, createSharedReads } from '#loaders';
import { consumer, eventTypes, onChallengeResolved } from '#on-challenge-resolved';
import { createCalls } from '#place-order/calls';
import { createGathering } from '#place-order/gather';
import { createJournal } from '#place-order/journal';
import { createPlaceOrder, type PlaceOrder } from '#place-order/place-order';
import { createDrive, type Newborn, type ReadVariants } from '#place-order/resume';
import { createWatch } from '#place-order/watch';
import { flagPlacement } from '#placement-store';
import type { OrdersRemotes } from '#remotes/remotes';
import { resolvers } from '#resolvers/index';
import { retryPlacement } from '#retry-placement';
import { createSaga } from '#saga';

export { checks } from '#checks';
export { callNames } from '#place-order/calls';
export { writeNames } from '#place-order/journal';
export { type Difference, type Replayed, replay } from '#place-order/replay';
export { compareOrder } from '#place-order/replay-order';
export { type PlacementRecord, readPlacementRecord } from '#placement-record-store';
export { type Commands, commands, type OrdersRemotes };

export interface OrdersOptions extends RoomOptions<OrdersRemotes> {
  /** Guests' access tokens are derived from it: the same in every process, for as long as orders live. At least 16 characters. */
  accessTokenSecret: string;
}

/** In process also the use case itself, without GraphQL around it: for measuring. */
export type OrdersCommands = Commands & { placeOrder: PlaceOrder };

/** A settlement starts this much after its decision, with those of the same time. */
const settleMs = 100;

/** Starts orders on a migrated database. Unfinished placements are taken up at once unless `background` is false. */
export async function start(options: OrdersOptions): Promise<Room<OrdersCommands>> {
  const { databaseUrl, remotes, bus, log, poolSize = 10, listen, background = true } = options;
  const db = openDatabase({ url: databaseUrl, log, applicationName: 'orders', keyedPlans: true, max: poolSize });
  const watch = createWatch();
  const calls = createCalls(remotes);
  const isCancelled = createBatcher(async (ids: string[]) => {
    const cancelled = await findCancelled(db, ids);
    return ids.map((id) => cancelled.has(id));
  });
  const flag = (id: string, error: string): Promise<void> => flagPlacement(db, id, error);
  const readVariants: ReadVariants = (lines) => Promise.all(lines.map(({ sku }) => calls.products.snapshotVariants(sku)));
  const placements = createSaga<Newborn>({
    store: createLeaseStore(db, 'placements', 'id', `state in ('pending', 'confirmed', 'aborting')`),
    drive: createDrive({ calls, readVariants, journal: createJournal(db), watch, isCancelled, flag, gathered: createGathering(settleMs) }),
    log,
    background,
  });
  const cancellations = createSaga<void>({
    store: createLeaseStore(db, 'cancellations', 'order_id', `state = 'pending'`),
    drive: createCancellationDrive(db, calls, watch, (id) => retryPlacement(db, placements, id)),
    log,
    background,
  });
  const tokens = createAccessTokens(options.accessTokenSecret);
  const shared = {
    db,
    tokens,
    saga: placements,
    placeOrder: createPlaceOrder({ db, saga: placements, watch, tokens, readVariants }),
    cancellation: { db, saga: cancellations, watch, tokens },
    snapshotVariant: calls.products.snapshotVariants,
  };
  const sharedReads = createSharedReads(db);
  const schema = buildSubgraph(readSdl(import.meta.url, '../orders.graphql'), resolvers);
  const execute = createExecute<RoomContext>(schema, (caller) => ({ ...shared, caller, loaders: createLoaders(db, sharedReads) }), log);
  await bus.subscribe(consumer, eventTypes, onChallengeResolved(placements));
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const ready = (): Promise<boolean> => db.ping();
  const served = listen ? await serveRoom('orders', { execute, ready }, listen, log) : undefined;
  return {
    name: 'orders',
    execute,
    commands: { ...commands(db), placeOrder: shared.placeOrder },
    url: served?.url,
    ready,
    statements: () => db.statements(),
    stop: async () => {
      await served?.stop();
      await Promise.all([placements.stop(), cancellations.stop()]);
      await relay?.stop();
      await db.close();
    },
  };
}
