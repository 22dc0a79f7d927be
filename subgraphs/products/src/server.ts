import type { Caller } from '@cartograph/kit/caller';
import { openDatabase } from '@cartograph/kit/db';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { subscribeMany } from '@cartograph/kit/read-event';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openOwnDatabase } from '@cartograph/kit/room-database';
import { measureRoom } from '@cartograph/kit/room-figures';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { reads as availabilityReads, onAvailabilityChanged } from '#browsing/on-availability-changed';
import { reads as cancelledReads, onOrderCancelled } from '#browsing/on-order-cancelled';
import { onOrderPlaced, reads as placedReads } from '#browsing/on-order-placed';
import { onPriceChanged, reads as priceReads } from '#browsing/on-price-changed';
import { onRatingChanged, reads as ratingReads } from '#browsing/on-rating-changed';
import { type Commands, commands } from '#commands';
import { createContext } from '#context';
import { history } from '#history-store';
import { createLoaders } from '#loaders';
import { buildPages } from '#media/build-pages';
import { readMedia } from '#media/media-config';
import type { MediaDeps } from '#media/media-deps';
import { startSweep } from '#media/sweep-media';
import { startPublishing } from '#publish-due';
import { resolvers } from '#resolvers/index';
import { startTelling } from '#telling/tell-asked';
import { createUseCases } from '#use-cases';

export { findDifferences, rebuild } from '#browsing/rebuild';
export { checks } from '#checks';
export { type Commands, commands } from '#commands';
export { events } from '#events';
export type { ImportCatalogueOutcome } from '#import-catalogue';
export type { Catalogue, CategoryImport, ProductImport, VariantImport } from '#rules/catalogue';
export type { VariantSnapshot } from '#take-variant-snapshots';
export { history };

export interface ProductsOptions extends RoomOptions {
  /** Where pictures are kept, in its folder `media`, unless MEDIA_STORE says otherwise; DATA_DIR when unset. */
  dataDir?: string | undefined;
  /** Where browsers reach `pages`, such as https://shop.example: the addresses of pictures begin with it. */
  publicUrl: string;
  /** Addresses of uploads are signed with it; the same in every process of this room. */
  uploadSecret: string;
}

/** Starts the room on a migrated database; it asks nothing of other rooms. */
export async function start(options: ProductsOptions): Promise<Room<Commands>> {
  const { databaseUrl, bus, log, poolSize, listen, background = true, retention: kept = readRetention(process.env) } = options;
  const db = await openOwnDatabase(
    { url: databaseUrl, log, applicationName: 'products', ...(poolSize === undefined ? {} : { max: poolSize }) },
    background,
  );
  // Lists and search are planned for what they ask; what other rooms ask is by key.
  const keyed = openDatabase({ url: databaseUrl, log, applicationName: 'products', max: 4, keyedPlans: true });
  measureRoom('products', db, [db, keyed]);
  const media: MediaDeps = {
    ...readMedia(process.env, options.dataDir),
    db,
    log,
    publicUrl: options.publicUrl.replace(/\/$/, ''),
    secret: options.uploadSecret,
  };
  const own = commands(keyed, media);
  const schema = buildSubgraph(readSdl(import.meta.url, '../products.graphql'), resolvers);
  const useCases = createUseCases(db, media);
  const contextOf = (caller: Caller, requestId: string) =>
    createContext({ caller, requestId, loaders: createLoaders(db), useCases, commands: own });
  const execute = createExecute(schema, contextOf, log);
  const unready = () => db.unready();
  const pages = buildPages(media);
  const served = listen ? await serveRoom('products', { execute, unready, pages }, listen, log) : undefined;
  await subscribeMany(bus, priceReads, onPriceChanged(db));
  await subscribeMany(bus, availabilityReads, onAvailabilityChanged(db));
  await subscribeMany(bus, ratingReads, onRatingChanged(db));
  await subscribeMany(bus, placedReads, onOrderPlaced(db));
  await subscribeMany(bus, cancelledReads, onOrderCancelled(db));
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const publishing = background ? startPublishing(db, log) : undefined;
  const telling = background ? startTelling(db, log) : undefined;
  const forget = forgetting(db, 'products', forgetEvents(db, bus, kept, { history }));
  const sweep = background ? startSweep(media) : undefined;
  const retention = background ? startRetention(forget, log) : undefined;
  return {
    name: 'products',
    execute,
    commands: own,
    pages,
    url: served?.url,
    unready,
    forget,
    statements: () => db.statements() + keyed.statements(),
    stop: async () => {
      await served?.stop();
      await sweep?.stop();
      await publishing?.stop();
      await telling?.stop();
      await retention?.stop();
      await relay?.stop();
      await Promise.all([db.close(), keyed.close()]);
    },
  };
}
