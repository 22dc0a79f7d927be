import { openDatabase } from '@cartograph/kit/db';
import { forgetEvents } from '@cartograph/kit/event-retention-store';
import { startOutboxRelay } from '@cartograph/kit/outbox';
import { readProvider } from '@cartograph/kit/payment-provider';
import { forgetting, startRetention } from '@cartograph/kit/retention';
import { readRetention } from '@cartograph/kit/retention-config';
import type { Room, RoomOptions } from '@cartograph/kit/room';
import { openOwnDatabase } from '@cartograph/kit/room-database';
import { measureRoom } from '@cartograph/kit/room-figures';
import { serveRoom } from '@cartograph/kit/serve';
import { buildSubgraph, createExecute, readSdl } from '@cartograph/kit/subgraph';
import { buildPages } from '#build-pages';
import { type Commands, createCommands } from '#commands';
import { readChallengeMinutes } from '#config';
import type { RoomContext } from '#context';
import type { ChallengeMinutes, Deps } from '#deps';
import { forgetTokens } from '#forget-tokens';
import { forgetOld } from '#forgetting-store';
import { history } from '#history-store';
import { createLoaders } from '#loaders';
import type { PaymentProvider } from '#provider';
import { resolvers } from '#resolvers/index';
import { startSweep } from '#resume-payments';
import { createSimulator } from '#simulator/create-simulator';
import { checkFaults, readSimulatorFaults, type SimulatorFaults } from '#simulator/faults';

export { checks } from '#checks';
export { createCommands as commands } from '#commands';
export { events } from '#events';
export type { Commands };
export { history };

export interface PaymentsOptions extends RoomOptions {
  /** Where buyers reach `pages`, such as https://shop.example: challenges send them to its /payments/challenge/... */
  publicUrl: string;
  /** The simulator when unset. */
  provider?: PaymentProvider;
  /** For one call to the provider (default 2,000). */
  providerDeadlineMs?: number;
  /** How long a buyer has at the bank; read from HOLD_MINUTES and HOLD_GUEST_MINUTES when unset. */
  challengeMinutes?: ChallengeMinutes;
  /** Faults of the simulator; read from SIMULATOR_DELAY_MS, SIMULATOR_LOSE_REPLIES and SIMULATOR_SEED when unset. Not in production. */
  simulator?: Partial<SimulatorFaults>;
}

export async function start(options: PaymentsOptions): Promise<Room<Commands>> {
  const {
    databaseUrl,
    bus,
    log,
    publicUrl,
    poolSize = 10,
    providerDeadlineMs = 2_000,
    background = true,
    listen,
    retention: kept = readRetention(process.env),
  } = options;
  if (!options.provider) readProvider(process.env);
  const { provider, close } = openProvider(options, poolSize);
  const db = await openOwnDatabase({ url: databaseUrl, max: poolSize, log, applicationName: 'payments', keyedPlans: true }, background);
  measureRoom('payments', db);
  const { challengeMinutes = readChallengeMinutes(process.env) } = options;
  const deps: Deps = { db, provider, deadlineMs: providerDeadlineMs, publicUrl, challengeMinutes, log };

  const commands = createCommands(deps);
  const schema = buildSubgraph(readSdl(import.meta.url, '../payments.graphql'), resolvers);
  const execute = createExecute<RoomContext>(schema, (caller) => ({ caller, commands, loaders: createLoaders(db) }), log);
  const pages = buildPages(deps);

  const relay = background ? startOutboxRelay(db, bus, log) : undefined;
  const forget = forgetting(db, 'payments', [...forgetOld(db, kept), ...forgetEvents(db, bus, kept, { history })]);
  const retention = background ? startRetention(forget, log) : undefined;
  const sweep = background ? startSweep(deps) : undefined;
  if (background) forgetTokens(deps).catch((error: unknown) => log.warn({ err: error }, 'tokens of before could not be forgotten'));
  const served = listen ? await serveRoom('payments', { execute, unready: () => db.unready(), pages }, listen, log) : undefined;
  return {
    name: 'payments',
    execute,
    commands,
    pages,
    url: served?.url,
    unready: () => db.unready(),
    forget,
    statements: () => db.statements(),
    stop: async () => {
      await served?.stop();
      await sweep?.stop();
      await retention?.stop();
      await relay?.stop();
      await Promise.all([db.close(), close()]);
    },
  };
}

/** The simulator stands for another company: its own connections, and its statements are not ours. */
function openProvider(options: PaymentsOptions, max: number): { provider: PaymentProvider; close: () => Promise<void> } {
  if (options.provider) return { provider: options.provider, close: () => Promise.resolve() };
  const faults = checkFaults({ ...readSimulatorFaults(process.env), ...options.simulator }, process.env);
  const books = openDatabase({ url: options.databaseUrl, max, log: options.log, applicationName: 'simulator', keyedPlans: true });
  return { provider: createSimulator(books, faults), close: () => books.close() };
}
