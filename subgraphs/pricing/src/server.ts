import { authorOf } from '@cartograph/kit/audit';
import type { Caller } from '@cartograph/kit/caller';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { subscribe } from '@cartograph/kit/read-event';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openRoomDatabase } from '@cartograph/kit/room-database';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { type Commands, commands } from '#commands';
import { readShop } from '#config';
import type { RoomContext } from '#context';
import { forgetOld } from '#forgetting-store';
import { history } from '#history-store';
import { createLoaders } from '#loaders';
import { onPersonalDataRequested, reads as personalDataReads } from '#personal-data/on-personal-data-requested';
import { reads as groupReads, onCustomerGroupsChanged } from '#prices/on-customer-groups-changed';
import { standingPrices } from '#prices/standing-prices';
import { reads as cancelledReads, onOrderCancelled } from '#promotions/on-order-cancelled';
import { reads as claimedReads, onOrderClaimed } from '#promotions/on-order-claimed';
import { onOrderPlaced, reads as placedReads } from '#promotions/on-order-placed';
import { onProductChanged, reads } from '#promotions/on-product-changed';
import { standingPromotions } from '#promotions/standing-promotions';
import type { PricingRemotes } from '#remotes/remotes';
import { resolvers } from '#resolvers/index';
import { createUseCases } from '#use-cases';

export { checks } from '#checks';
export { type Commands, commands } from '#commands';
export type { PlacementCommand, QuoteOutcome } from '#confirm-quotes';
export { events } from '#events';
export type { FreezeQuoteCommand, FreezeQuoteOutcome } from '#freeze-quotes';
export { priceFacts } from '#prices/price-facts';
export type { FrozenQuote } from '#rules/frozen-quote';
export type { CouponImport, PriceImport, PricingImport, ShippingRateImport, TaxRateImport } from '#rules/pricing-import';

export { history };

/** What it tells of how things stand. */
export const standing = [standingPromotions, standingPrices] as const;

/** Starts the room on a migrated database; products is asked what is on sale, customers how many points there are. */
export async function start(options: RoomOptions<PricingRemotes>): Promise<Room<Commands>> {
  const { remotes, bus, log, listen, background = true, retention: kept = readRetention(process.env) } = options;
  const shop = readShop(process.env);
  const database = await openRoomDatabase('pricing', options);
  const { db, coordinated } = database;
  const own = commands(db, coordinated);
  const schema = buildSubgraph(readSdl(import.meta.url, '../pricing.graphql'), resolvers);
  const contextOf = (caller: Caller, requestId: string): RoomContext => ({
    caller,
    loaders: createLoaders(db, remotes, log),
    commands: own,
    useCases: createUseCases(db, shop, authorOf(caller, requestId)),
  });
  const execute = createExecute(schema, contextOf, log);
  const unready = () => db.unready();
  const served = listen ? await serveRoom('pricing', { execute, unready }, listen, log) : undefined;
  await subscribe(bus, reads, onProductChanged(db));
  await subscribe(bus, groupReads, onCustomerGroupsChanged(db));
  await subscribe(bus, personalDataReads, onPersonalDataRequested(db));
  await subscribe(bus, claimedReads, onOrderClaimed(db));
  await subscribe(bus, placedReads, onOrderPlaced(db));
  await subscribe(bus, cancelledReads, onOrderCancelled(db));
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'pricing', [
    ...forgetOld(db, kept),
    ...forgetEvents(db, bus, kept, { history, reads: [reads, groupReads, placedReads, cancelledReads, claimedReads, personalDataReads] }),
  ]);
  const retention = background ? startRetention(forget, log) : undefined;
  return {
    name: 'pricing',
    execute,
    commands: own,
    url: served?.url,
    unready,
    forget,
    statements: () => database.statements(),
    stop: async () => {
      await served?.stop();
      await retention?.stop();
      await relay?.stop();
      await database.close();
    },
  };
}
