import { randomUUID } from 'node:crypto';
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
import { takeTurns } from '@cartograph/kit/take-turns';
import { askerOf } from '#accounts/asker';
import { giveOldAccountsIdentities } from '#accounts/give-identities';
import { hashingLimits } from '#accounts/hashing-limits';
import { onChangeAudited, reads } from '#audit/on-change-audited';
import { type Commands, commands } from '#commands';
import type { RoomContext } from '#context';
import type { Deps } from '#deps';
import { forgetOld } from '#forgetting-store';
import { history } from '#history-store';
import { createLoaders } from '#loaders';
import { reads as answeredReads, onPersonalDataAnswered } from '#personal-data/on-personal-data-answered';
import { signedDownloads } from '#personal-data/sign-download';
import type { OrdersRemote } from '#remotes/orders';
import { resolvers } from '#resolvers/index';
import { buildPages } from '#sessions/build-pages';
import { createConceal } from '#sessions/conceal';
import { startPruning } from '#sessions/prune-expired';
import { signAccessTokens } from '#sessions/sign-access-tokens';
import { createTakeCart } from '#sessions/take-cart';
import { createUseCases } from '#use-cases';

export type { CustomerImport } from '#accounts/import-customers';
export { checks } from '#checks';
export { events } from '#events';
export type { GrantPointsCommand } from '#points/add-granted-points';
export type { Administrator } from '#staff/list-administrators';
export type { MakeAdministratorOutcome } from '#staff/make-administrator';
export { type Commands, commands, history };

export interface CustomersOptions extends RoomOptions<OrdersRemote> {
  /** Behind what is kept of a client's address; default the secret that callers are signed with, or one that ends with this process. */
  clientSecret?: string;
  /** Where the gateway passes pages on. */
  publicUrl?: string;
}

/** Starts customers on a migrated database; orders is asked for carts. */
export async function start(options: CustomersOptions): Promise<Room<Commands>> {
  const { remotes, bus, log, listen, background = true, retention: kept = readRetention(process.env) } = options;
  const database = await openRoomDatabase('customers', options);
  const { db, coordinated } = database;
  await giveOldAccountsIdentities(db);
  const conceal = createConceal(options.clientSecret ?? listen?.callerSecret ?? randomUUID());
  const deps: Deps = { db, tokens: signAccessTokens(db), hashing: takeTurns(hashingLimits), conceal };
  const bound = commands(deps, remotes, coordinated);
  const schema = buildSubgraph(readSdl(import.meta.url, '../customers.graphql'), resolvers);
  const takeCart = createTakeCart(remotes, log);
  const secret = options.clientSecret ?? listen?.callerSecret ?? randomUUID();
  const downloads = signedDownloads(secret, options.publicUrl ?? 'http://127.0.0.1:4000');
  const useCases = createUseCases(deps, takeCart, remotes, downloads);
  const contextOf = (caller: Caller, requestId: string): RoomContext => ({
    caller,
    requestId,
    asker: askerOf(caller),
    handOver: {},
    loaders: createLoaders(db, takeCart),
    useCases,
    commands: bound,
  });
  const execute = createExecute(schema, contextOf, log, ({ handOver }) => (handOver.session ? handOver : undefined));
  const pages = buildPages(deps, downloads);
  const unready = () => db.unready();
  const served = listen ? await serveRoom('customers', { execute, unready, pages }, listen, log) : undefined;
  if (background) await subscribe(bus, reads, onChangeAudited(db));
  if (background) await subscribe(bus, answeredReads, onPersonalDataAnswered(db));
  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'customers', [...forgetOld(db, kept), ...forgetEvents(db, bus, kept, { history })]);
  const retention = background ? startRetention(forget, log) : undefined;
  const pruning = background ? startPruning(db, log) : undefined;
  return {
    name: 'customers',
    execute,
    commands: bound,
    pages,
    url: served?.url,
    unready,
    forget,
    statements: () => database.statements(),
    stop: async () => {
      await served?.stop();
      await pruning?.stop();
      await retention?.stop();
      await relay?.stop();
      await database.close();
    },
  };
}
