import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import type { Logger } from '@cartograph/kit/log';
import { refuseFrequent } from '#buckets/refuse-frequent';
import type { GatewayContext } from '#context';
import { createShowError } from '#errors';
import { createFastLane, type FastLane } from '#fast-lane/fast-lane';
import { answerIntrospection } from '#introspection';
import type { Bounds } from '#limits/bounds';
import { fewErrors } from '#limits/few-errors';
import { maxTokens } from '#limits/limits';
import { readPrices } from '#limits/prices';
import { refuseCostly } from '#limits/refuse-costly';
import { refuseNulls } from '#limits/refuse-nulls';
import { documentStore, hashedTexts } from '#limits/stores';
import { reporting } from '#reporting';
import { type AskRoom, createAskRoom, type Deadlines } from '#rooms/ask-room';
import { nullBecause } from '#rooms/null-because';
import { readIsOf } from '#rooms/response-names';
import { type Because, createRoomDataSource } from '#rooms/room-data-source';
import type { RoomCall } from '#rooms/source';
import { createNoteUse } from '#usage/note-use';
import { recordUsage } from '#usage/record-usage';
import type { UsageLog } from '#usage/usage-log';

export interface ApolloOptions {
  supergraphSdl: string;
  /** The call to one room; `url` is the routing URL of the supergraph. */
  callOf: (room: string, url: string | undefined) => RoomCall;
  deadlines: Deadlines;
  /** Where the use of operations is noted; not at all without it. */
  usage?: UsageLog | undefined;
  production: boolean;
  bounds: Bounds;
  log: Logger;
}

export interface Apollo {
  server: ApolloServer<GatewayContext>;
  fastLane: FastLane;
}

/**
 * Planner and server, started, and the short cut for what they have answered before.
 * In production: no introspection, no landing page, no hints about the schema, no stack traces.
 */
export async function startApollo({ supergraphSdl, callOf, deadlines, usage, production, bounds, log }: ApolloOptions): Promise<Apollo> {
  // Read when the gateway is constructed; unless somebody has decided otherwise nothing is told to Apollo.
  process.env['APOLLO_TELEMETRY_DISABLED'] ??= '1';
  const logger = { debug: () => {}, info: () => {}, warn: log.warn.bind(log), error: log.error.bind(log) };
  const noteUse = usage && createNoteUse(usage, log);
  const isOf = readIsOf(supergraphSdl);
  const plans = new WeakMap<object, Parameters<FastLane['learn']>[0]>();
  const because: Because = (asked, path) => {
    const resolved = plans.get(asked);
    return resolved && nullBecause(resolved, path, isOf);
  };
  const prices = readPrices(supergraphSdl);
  const rooms = new Map<string, AskRoom>();
  const showError = createShowError(production);
  const fastLane = createFastLane({ rooms, noteUse, showError, maxCharacters: bounds.laneCharacters, prices, log });
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url }) => {
      const ask = createAskRoom({ room: name, call: callOf(name, url), deadlines, isOf, log });
      rooms.set(name, ask);
      return createRoomDataSource(ask, because);
    },
    experimental_didResolveQueryPlan: (resolved) => {
      plans.set(resolved.requestContext, resolved);
      resolved.requestContext.context['planning']?.planned();
      fastLane.learn(resolved);
    },
    // Sandbox shows plans; by itself this follows NODE_ENV alone.
    __exposeQueryPlanExperimental: !production,
    experimental_approximateQueryPlanStoreMiB: bounds.plansMiB,
    logger,
  });
  const server = new ApolloServer<GatewayContext>({
    gateway,
    logger,
    nodeEnv: production ? 'production' : 'development',
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    // The last of them says that there are more.
    validationOptions: { maxErrors: bounds.errors - 1 },
    documentStore: documentStore(bounds.documents),
    persistedQueries: { cache: hashedTexts(bounds.hashed) },
    formatError: showError,
    plugins: [
      fewErrors(bounds.errors),
      reporting(log),
      refuseNulls,
      refuseCostly(prices),
      refuseFrequent,
      answerIntrospection,
      ...(noteUse ? [recordUsage(noteUse)] : []),
      production ? ApolloServerPluginLandingPageDisabled() : ApolloServerPluginLandingPageLocalDefault({ footer: false }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return { server, fastLane };
}
