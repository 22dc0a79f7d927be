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
import type { GatewayContext } from '#context';
import { showError } from '#errors';
import { maxTokens } from '#limits/limits';
import { refuseCostly } from '#limits/refuse-costly';
import { reporting } from '#reporting';
import { createRoomDataSource, type Deadlines } from '#rooms/room-data-source';
import type { RoomCall } from '#rooms/source';
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
  log: Logger;
}

/** Planner and server, started. In production: no introspection, no landing page, no hints about the schema, no stack traces. */
export async function startApollo({
  supergraphSdl,
  callOf,
  deadlines,
  usage,
  production,
  log,
}: ApolloOptions): Promise<ApolloServer<GatewayContext>> {
  // Read when the gateway is constructed; unless somebody has decided otherwise nothing is told to Apollo.
  process.env['APOLLO_TELEMETRY_DISABLED'] ??= '1';
  const logger = { debug: () => {}, info: () => {}, warn: log.warn.bind(log), error: log.error.bind(log) };
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url }) => createRoomDataSource(name, callOf(name, url), deadlines, log),
    // Sandbox shows plans; by itself this follows NODE_ENV alone.
    __exposeQueryPlanExperimental: !production,
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
    formatError: showError,
    plugins: [
      reporting(log),
      refuseCostly,
      ...(usage ? [recordUsage(usage, log)] : []),
      production ? ApolloServerPluginLandingPageDisabled() : ApolloServerPluginLandingPageLocalDefault({ footer: false }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  return server;
}
