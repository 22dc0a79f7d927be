import type { Caller } from '@cartograph/kit/caller';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { subscribe } from '@cartograph/kit/read-event';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import { readReviewsWithoutPurchase } from '@cartograph/kit/review-variables';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openOwnDatabase } from '@cartograph/kit/room-database';
import { measureRoom } from '@cartograph/kit/room-figures';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { type Commands, commands } from '#commands';
import type { RoomContext } from '#context';
import { createLoaders } from '#loaders';
import { reads as cancelledReads, onOrderCancelled } from '#on-order-cancelled';
import { reads as claimedReads, onOrderClaimed } from '#on-order-claimed';
import { onOrderPlaced, reads as placedReads } from '#on-order-placed';
import { onProductChanged, reads as productReads } from '#on-product-changed';
import { onPersonalDataRequested, reads as personalDataReads } from '#personal-data/on-personal-data-requested';
import { resolvers } from '#resolvers/index';
import { createUseCases } from '#use-cases';

export { checks } from '#checks';
export { type Commands, commands } from '#commands';
export { events } from '#events';

export interface ReviewsOptions extends RoomOptions {
  /** Whether customers may review what they never bought (default: REVIEWS_WITHOUT_PURCHASE). */
  withoutPurchase?: boolean;
}

/** Starts the room on a migrated database; it asks nothing of other rooms, and hears from products and orders. */
export async function start(options: ReviewsOptions): Promise<Room<Commands>> {
  const { databaseUrl, bus, log, poolSize = 10, listen, background = true, retention: kept = readRetention(process.env) } = options;
  const db = await openOwnDatabase({ url: databaseUrl, log, applicationName: 'reviews', keyedPlans: true, max: poolSize }, background);
  measureRoom('reviews', db);
  const schema = buildSubgraph(readSdl(import.meta.url, '../reviews.graphql'), resolvers);
  const useCases = createUseCases(db, options.withoutPurchase ?? readReviewsWithoutPurchase(process.env));
  const contextOf = (caller: Caller, requestId: string): RoomContext => ({ caller, requestId, loaders: createLoaders(db), useCases });
  const execute = createExecute(schema, contextOf, log);
  const unready = () => db.unready();
  const served = listen ? await serveRoom('reviews', { execute, unready }, listen, log) : undefined;
  await subscribe(bus, productReads, onProductChanged(db));
  await subscribe(bus, placedReads, onOrderPlaced(db));
  await subscribe(bus, personalDataReads, onPersonalDataRequested(db));
  await subscribe(bus, cancelledReads, onOrderCancelled(db));
  await subscribe(bus, claimedReads, onOrderClaimed(db));
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(
    db,
    'reviews',
    forgetEvents(db, bus, kept, { reads: [productReads, placedReads, cancelledReads, claimedReads, personalDataReads] }),
  );
  const retention = background ? startRetention(forget, log) : undefined;
  return {
    name: 'reviews',
    execute,
    commands: commands(db),
    url: served?.url,
    unready,
    forget,
    statements: () => db.statements(),
    stop: async () => {
      await served?.stop();
      await retention?.stop();
      await relay?.stop();
      await db.close();
    },
  };
}
