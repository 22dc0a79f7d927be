import type { Caller } from '@cartograph/kit/caller';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openOwnDatabase } from '@cartograph/kit/room-database';
import { measureRoom } from '@cartograph/kit/room-figures';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { buildPages } from '#build-pages';
import { type Commands, commands } from '#commands';
import type { RoomContext } from '#context';
import type { Deps } from '#deps';
import { driveJobs } from '#drive-jobs';
import { forgetOld } from '#forgetting-store';
import type { Kinds } from '#kind';
import { kindsOf } from '#kinds/kinds';
import { createLoaders } from '#loaders';
import type { ExchangeRemotes } from '#remotes/remotes';
import { resolvers } from '#resolvers/index';
import { signedUrls } from '#sign-url';
import { createUseCases } from '#use-cases';

export { checks } from '#checks';
export { type Commands, commands } from '#commands';
export { events } from '#events';

export interface ExchangeOptions extends RoomOptions<ExchangeRemotes> {
  /** Where staff reach `pages`, such as https://shop.example: files come and go at its /files. */
  publicUrl: string;
  /** Signs the addresses of files. */
  urlSecret: string;
  /** What goes in and out (default: what the other rooms own). */
  kinds?: Kinds;
}

/** Starts the room on a migrated database. Jobs are driven by themselves unless `background` is false: then by whoever wakes them. */
export async function start(options: ExchangeOptions): Promise<Room<Commands>> {
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
  const db = await openOwnDatabase({ url: databaseUrl, log, applicationName: 'exchange', keyedPlans: true, max: poolSize }, background);
  measureRoom('exchange', db);
  const { kinds = kindsOf(remotes) } = options;
  const work = driveJobs({ db, kinds }, log, background);
  const deps: Deps = { db, kinds, work };
  const urls = signedUrls(options.urlSecret, options.publicUrl);
  const schema = buildSubgraph(readSdl(import.meta.url, '../exchange.graphql'), resolvers);
  const useCases = createUseCases(deps, urls);
  const contextOf = (caller: Caller, requestId: string): RoomContext => ({ caller, requestId, loaders: createLoaders(db), useCases });
  const execute = createExecute(schema, contextOf, log);
  const unready = () => db.unready();
  const pages = buildPages(deps, urls);
  const served = listen ? await serveRoom('exchange', { execute, unready, pages }, listen, log) : undefined;
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'exchange', [...forgetOld(db, kept), ...forgetEvents(db, bus, kept)]);
  const retention = background ? startRetention(forget, log) : undefined;
  return {
    name: 'exchange',
    execute,
    commands: commands(deps),
    pages,
    url: served?.url,
    unready,
    forget,
    statements: () => db.statements(),
    stop: async () => {
      await served?.stop();
      await work.stop();
      await retention?.stop();
      await relay?.stop();
      await db.close();
    },
  };
}
