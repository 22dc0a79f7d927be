import type { Caller } from '@cartograph/kit/caller';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { subscribe } from '@cartograph/kit/read-event';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openOwnDatabase } from '@cartograph/kit/room-database';
import { measureRoom } from '@cartograph/kit/room-figures';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { createShelves } from '#cart/look-up-shelves';
import { startPruning } from '#cart/prune-additions';
import { type Commands, commands } from '#commands';
import { readPlacingRules } from '#config';
import type { RoomContext } from '#context';
import { forgetOld } from '#forgetting-store';
import { history } from '#history-store';
import { createLoaders, createSharedReads } from '#loaders';
import { startPriceFacts } from '#order/fill-price-facts';
import { createAccessTokens } from '#order/issue-access-token';
import { onPersonalDataRequested, reads as personalDataReads } from '#personal-data/on-personal-data-requested';
import { openPlacements } from '#placing/figures-store';
import { forgetTokens } from '#placing/forget-tokens';
import { noted } from '#placing/note-answer';
import { onChallengeResolved, reads } from '#placing/on-challenge-resolved';
import type { PlaceOrder } from '#placing/place-order';
import { startPruningAttempts } from '#placing/prune-attempts';
import type { PlacingRules } from '#placing/rules/placing-rules';
import type { OrdersRemotes, ShelfRemotes } from '#remotes/remotes';
import { resolvers } from '#resolvers/index';
import { startSagas } from '#start-sagas';
import { createUseCases } from '#use-cases';

export { checks } from '#checks';
export { events } from '#events';
export { writeNames } from '#placing/journal';
export { readPlacementRecord } from '#placing/placement-record-store';
export { callNames } from '#placing/rules/call-names';
export { compareOrder } from '#placing/rules/compare-order';
export { type Difference } from '#placing/rules/difference';
export { type PlacementRecord } from '#placing/rules/placement-record';
export { replay } from '#placing/rules/replay';
export { type Replayed } from '#placing/rules/replayed';
export { salesFacts } from '#sales-store';
export { type Commands, commands, history, type OrdersRemotes };

export interface OrdersOptions extends RoomOptions<OrdersRemotes & ShelfRemotes> {
  /** Guests' access tokens are derived from it: the same in every process, for as long as orders live. At least 16 characters. */
  accessTokenSecret: string;
  /** Where buyers reach the shop; PUBLIC_URL says otherwise. */
  publicUrl?: string;
  /** What it allows of whoever places an order; read from HOLD_PER_BUYER and its sisters, ALLOWED_ORIGINS and NODE_ENV when unset. */
  placing?: PlacingRules;
}

/** In process also the use case itself, without GraphQL around it: for measuring. */
export type OrdersCommands = Commands & { placeOrder: PlaceOrder };

/** Starts orders on a migrated database. Unfinished placements are taken up at once unless `background` is false. */
export async function start(options: OrdersOptions): Promise<Room<OrdersCommands>> {
  const {
    databaseUrl,
    remotes,
    bus,
    log,
    poolSize = 10,
    listen,
    background = true,
    retention: kept = readRetention(process.env),
  } = options;
  const db = await openOwnDatabase({ url: databaseUrl, log, applicationName: 'orders', keyedPlans: true, max: poolSize }, background);
  measureRoom('orders', db, [db], [openPlacements]);
  const tokens = createAccessTokens(options.accessTokenSecret);
  const { placing: rules = readPlacingRules(process.env, options.publicUrl) } = options;
  const { placements, cancellations, claims, placeOrder, cancelPlacement, watch, calls, attempts } = startSagas({
    db,
    remotes,
    tokens,
    rules,
    log,
    background,
  });
  const counts = [attempts.declines, attempts.coupons].filter((each) => each !== undefined);
  await Promise.all(counts.map((each) => each.begin()));
  const { snapshotVariants: snapshotVariant } = calls.products;
  const shelves = createShelves(remotes, log);
  const { development } = rules;
  const cartUse = { snapshotVariant, shelves, development };
  const useCases = createUseCases({
    db,
    tokens,
    watch,
    placements,
    cancellations,
    claims,
    placeOrder: noted(placeOrder, log),
    cancelPlacement,
    ...cartUse,
  });
  const sharedReads = createSharedReads(db);
  const schema = buildSubgraph(readSdl(import.meta.url, '../orders.graphql'), resolvers);
  const contextOf = (caller: Caller, requestId: string): RoomContext => ({
    caller,
    requestId,
    useCases,
    loaders: createLoaders(db, sharedReads, shelves),
  });
  const execute = createExecute(schema, contextOf, log);
  await subscribe(bus, reads, onChallengeResolved(placements));
  await subscribe(bus, personalDataReads, onPersonalDataRequested(db));
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'orders', [
    ...forgetOld(db, kept),
    ...forgetEvents(db, bus, kept, { history, reads: [reads, personalDataReads] }),
  ]);
  const retention = background ? startRetention(forget, log) : undefined;
  if (background) forgetTokens(db).catch((error: unknown) => log.warn({ err: error }, 'tokens of before could not be forgotten'));
  const prunings = background ? [startPruning(db, log), startPruningAttempts(db, log)] : [];
  const unready = () => db.unready();
  const priceFacts = background ? startPriceFacts(db, remotes.pricing, log) : undefined;
  const served = listen ? await serveRoom('orders', { execute, unready }, listen, log) : undefined;
  return {
    name: 'orders',
    execute,
    commands: { ...commands(db), placeOrder },
    url: served?.url,
    unready,
    forget,
    statements: () => db.statements(),
    stop: async () => {
      await served?.stop();
      await Promise.all([placements.stop(), cancellations.stop(), claims.stop(), priceFacts?.stop(), ...counts.map((each) => each.stop())]);
      await Promise.all(prunings.map((pruning) => pruning.stop()));
      await retention?.stop();
      await relay?.stop();
      await db.close();
    },
  };
}
