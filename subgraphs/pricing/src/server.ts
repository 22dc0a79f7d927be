import { openDatabase } from '@cartograph/kit/db';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { type Commands, commands } from '#commands';
import { createContext } from '#context';
import { resolvers } from '#resolvers/index';

export { checks } from '#checks';
export { type Commands, commands } from '#commands';
export type { PlacementCommand, QuoteOutcome } from '#confirm-quotes';
export type { FreezeQuoteCommand, FreezeQuoteOutcome } from '#freeze-quotes';
export type { FrozenQuote } from '#frozen-quote';
export type { CouponImport, PriceImport, PricingImport, ShippingRateImport, TaxRateImport } from '#import-pricing';

/** Starts the room on a migrated database; it asks nothing of other rooms. */
export async function start({ databaseUrl, bus, log, poolSize, listen, background = true }: RoomOptions): Promise<Room<Commands>> {
  const db = openDatabase({ url: databaseUrl, log, applicationName: 'pricing', ...(poolSize === undefined ? {} : { max: poolSize }) });
  const own = commands(db);
  const schema = buildSubgraph(readSdl(import.meta.url, '../pricing.graphql'), resolvers);
  const execute = createExecute(schema, (caller) => createContext(db, own, caller), log);
  const ready = () => db.ping();
  const served = listen ? await serveRoom('pricing', { execute, ready }, listen, log) : undefined;
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  return {
    name: 'pricing',
    execute,
    commands: own,
    url: served?.url,
    ready,
    statements: () => db.statements(),
    stop: async () => {
      await served?.stop();
      await relay?.stop();
      await db.close();
    },
  };
}
