import type { Caller } from '@cartograph/kit/caller';
import { openDatabase } from '@cartograph/kit/db';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openOwnDatabase } from '@cartograph/kit/room-database';
import { measureRoom } from '@cartograph/kit/room-figures';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { type Commands, commands } from '#commands';
import { createContext } from '#context';
import { history } from '#history-store';
import { createLoaders } from '#loaders';
import { resolvers } from '#resolvers/index';
import { createUseCases } from '#use-cases';

export { checks } from '#checks';
export { type Commands, commands } from '#commands';
export { events } from '#events';
export type { ImportCatalogueOutcome } from '#import-catalogue';
export type { Catalogue, CategoryImport, ProductImport, VariantImport } from '#rules/catalogue';
export type { VariantSnapshot } from '#take-variant-snapshots';
export { history };

/** Starts the room on a migrated database; it asks nothing of other rooms. */
export async function start(options: RoomOptions): Promise<Room<Commands>> {
  const { databaseUrl, bus, log, poolSize, listen, background = true, retention: kept = readRetention(process.env) } = options;
  const db = await openOwnDatabase(
    { url: databaseUrl, log, applicationName: 'products', ...(poolSize === undefined ? {} : { max: poolSize }) },
    background,
  );
  // Lists and search are planned for what they ask; what other rooms ask is by key.
  const keyed = openDatabase({ url: databaseUrl, log, applicationName: 'products', max: 4, keyedPlans: true });
  measureRoom('products', db, [db, keyed]);
  const own = commands(keyed);
  const schema = buildSubgraph(readSdl(import.meta.url, '../products.graphql'), resolvers);
  const useCases = createUseCases(db);
  const contextOf = (caller: Caller) => createContext({ caller, loaders: createLoaders(db), useCases, commands: own });
  const execute = createExecute(schema, contextOf, log);
  const unready = () => db.unready();
  const served = listen ? await serveRoom('products', { execute, unready }, listen, log) : undefined;
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'products', forgetEvents(db, bus, kept, { history }));
  const retention = background ? startRetention(forget, log) : undefined;
  return {
    name: 'products',
    execute,
    commands: own,
    url: served?.url,
    unready,
    forget,
    statements: () => db.statements() + keyed.statements(),
    stop: async () => {
      await served?.stop();
      await retention?.stop();
      await relay?.stop();
      await Promise.all([db.close(), keyed.close()]);
    },
  };
}
