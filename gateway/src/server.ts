import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '@cartograph/kit/config';
import type { Logger } from '@cartograph/kit/log';
import type { Pages } from '@cartograph/kit/pages';
import type { RateLimits } from '@cartograph/kit/rate-limits';
import fastify, { type FastifyInstance } from 'fastify';
import type { Agent } from 'undici';
import { startApollo } from '#apollo';
import { createBuckets } from '#buckets/buckets';
import { openPostgresStore } from '#buckets/postgres-store';
import { openRedisStore } from '#buckets/redis-store';
import { createClientOf, type SpeakingForOthers } from '#http/client-address';
import { boundConnections, type ConnectionBounds, connectionBounds } from '#http/connections';
import { allowOrigins } from '#http/cors';
import { noteServerErrors } from '#http/faults';
import { graphqlRoute } from '#http/graphql-route';
import { health } from '#http/health';
import { answerOurHosts } from '#http/hosts';
import { ide } from '#http/ide';
import { readJson } from '#http/read-json';
import { refuseRequest, refuseUnknownPage } from '#http/refuse';
import { readUtf8, secureAnswers } from '#http/transport';
import { createIdentify } from '#identity';
import type { FetchKeys } from '#keys';
import { type Bounds, bounds as usualBounds } from '#limits/bounds';
import { createLimiter } from '#limits/limits';
import { queueNewOperations } from '#limits/new-operations';
import { askPage, openPageConnections } from '#pages/ask-page';
import { type PageBounds, pageBounds } from '#pages/bounds';
import { passPages, type RoomPages } from '#pages/pass-pages';
import { answersLive } from '#rooms/answers-live';
import { answersTypename } from '#rooms/answers-typename';
import type { Deadlines } from '#rooms/ask-room';
import { callInProcess } from '#rooms/call-in-process';
import { callForeign, callRoom } from '#rooms/call-over-http';
import { type LineBounds, lineBounds, openConnections, openLines } from '#rooms/lines';
import type { Source } from '#rooms/source';
import { openUsageLog } from '#usage/usage-log';

export type { Source } from '#rooms/source';

export interface GatewayOptions extends SpeakingForOthers {
  host: string;
  /** 0 takes a free port. */
  port: number;
  supergraphSdl: string;
  /** Where a subgraph of the supergraph answers; `url` is the routing URL written there. */
  sources: (room: string, url: string | undefined) => Source;
  /** Signs calls to rooms over HTTP; needed as soon as one source has a URL. */
  callerSecret?: string;
  /** The public keys of customers (JWKS). */
  jwks: FetchKeys;
  log: Logger;
  /** No introspection, no IDE, no landing page, no schema hints. */
  production: boolean;
  /** Texts of operations that open as tabs of /graphiql. */
  examples?: readonly string[];
  /** Paths that rooms have pages under; those of rooms in this process are asked for when the rooms are there. */
  pages?: readonly PagesOfRoom[];
  /** Waited for before anybody is let in: planner and schema are made meanwhile. Rejected, the gateway does not start. */
  rooms?: Promise<unknown>;
  /** What keeps an order from being placed, in words for anybody; empty when nothing does. The gateway adds that it is loaded and not stopping, and that subgraphs that are not ours answer. */
  unready: () => Promise<readonly string[]>;
  deadlines?: Partial<Deadlines>;
  /** When a room that says nothing is asked whether it is there, where it is not the usual. */
  silence?: Partial<LineBounds>;
  /** Web pages of other origins that may call /graphql, beside the development ones. */
  allowedOrigins?: readonly string[];
  /** Where the use of operations is appended for the schema checks; nothing is recorded without it. */
  usageFile?: string | undefined;
  /** Numbers a minute; unset: the usual ones, but none for requests from this machine in development. */
  rateLimits?: RateLimits | 'off' | undefined;
  /** `memory`, the default, or a server that speaks Redis' protocol or is a PostgreSQL, for replicas that count together. */
  rateLimitStore?: string | undefined;
  /** What strangers may use up, where it is not the usual. */
  bounds?: Partial<AllBounds>;
  /** Names beside localhost and `host` by which it is asked in development. */
  allowedHosts?: readonly string[] | undefined;
}

export interface PagesOfRoom {
  room: string;
  paths: readonly string[];
  at: { url: string } | { pages: () => Pages | undefined };
}

export interface Gateway {
  readonly url: string;
  unready(): Promise<readonly string[]>;
  /** Stops accepting, finishes what is under way (at most 8 s), then closes. */
  stop(): Promise<void>;
}

type AllBounds = Bounds & ConnectionBounds & PageBounds;

const bodyLimit = 256 * 1024;
const drainMs = 8_000;

/** Starts the one public door. A taken port is a ConfigError. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { host, port, production, log, callerSecret } = options;
  const bounds: AllBounds = { ...usualBounds, ...connectionBounds, ...pageBounds, ...options.bounds };
  const pageConnections = openPageConnections(bounds);
  const connections = openConnections();
  const lines = openLines(log, { ...lineBounds, ...options.silence });
  const usage = options.usageFile === undefined ? undefined : await openUsageLog({ file: options.usageFile, log });
  const endpoints = new Map<string, string>();
  const apollo = await startApollo({
    ...options,
    bounds,
    usage,
    deadlines: { queryMs: 10_000, mutationMs: 40_000, ...options.deadlines },
    callOf: (room, url) => {
      const source = options.sources(room, url);
      if ('execute' in source) return callInProcess(source.execute);
      if ('endpoint' in source) {
        endpoints.set(room, source.endpoint);
        const { endpoint } = source;
        return callForeign(
          room,
          endpoint,
          lines.lineTo(room, (own, signal) => answersTypename(endpoint, own, signal)),
        );
      }
      if (callerSecret === undefined) throw new ConfigError(`CALLER_SECRET: needed to call ${room} over HTTP.`);
      const { url: base } = source;
      return callRoom(
        room,
        base,
        callerSecret,
        lines.lineTo(room, (own, signal) => answersLive(base, own, signal)),
      );
    },
  });
  const { rateLimits: limits, rateLimitStore = 'memory' } = options;
  const openStore = rateLimitStore.startsWith('postgres') ? openPostgresStore : openRedisStore;
  const shared = rateLimitStore === 'memory' || limits === 'off' ? undefined : openStore(rateLimitStore, log);
  const buckets = createBuckets({ limits, production, shared });
  let stopping = false;
  const foreignUnready = async (): Promise<string[]> => {
    const answers = await Promise.all([...endpoints.values()].map((endpoint) => answersTypename(endpoint, connections).catch(() => false)));
    return [...endpoints.keys()].filter((_, index) => !answers[index]).map((name) => `${name}: does not answer`);
  };
  const unready = async (): Promise<string[]> => [
    ...(stopping ? ['the gateway stops'] : []),
    ...(await Promise.all([options.unready(), foreignUnready()])).flat(),
  ];
  const app = createApp(bounds, log);
  // Else a connection that was busy when closing began would stay open for its keep-alive time, and closing would wait for it.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  if (!production) answerOurHosts(app, { host, named: options.allowedHosts ?? [] });
  allowOrigins(app, production, options.allowedOrigins ?? []);
  const clientOf = createClientOf(options, log);
  const identify = createIdentify(options.jwks);
  graphqlRoute(app, apollo, clientOf, buckets, identify, createLimiter(bounds), queueNewOperations(bounds), log);
  health(app, unready);
  if (!production) app.register(ide(options.examples ?? []));
  const close = async (): Promise<void> => {
    await apollo.server.stop();
    await usage?.stop();
    await buckets.close();
    await Promise.all([lines.close(), connections.destroy(), pageConnections.destroy()]);
  };
  try {
    await options.rooms;
    const rooms = (options.pages ?? []).flatMap((each) => pagesOf(each, callerSecret, pageConnections, bounds));
    passPages(app, rooms, { clientOf, buckets, identify, bounds, log });
    await app.listen({ host, port });
  } catch (error) {
    await close();
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
      ? new ConfigError(`PORT: ${port} is already taken on ${host}; choose another.`)
      : error;
  }
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${(app.server.address() as AddressInfo).port}`,
    unready,
    stop: async () => {
      stopping = true;
      await drain(app);
      await close();
    },
  };
}

function pagesOf({ room, paths, at }: PagesOfRoom, secret: string | undefined, connections: Agent, bounds: PageBounds): RoomPages[] {
  if ('url' in at) {
    if (secret === undefined) throw new ConfigError(`CALLER_SECRET: needed to call ${room} over HTTP.`);
    return paths.length === 0 ? [] : [{ paths, from: { ask: askPage(room, at.url, secret, connections, bounds) } }];
  }
  const pages = paths.length === 0 ? undefined : at.pages();
  return pages ? [{ paths, from: { pages } }] : [];
}

function createApp(bounds: AllBounds, log: Logger): FastifyInstance {
  const app = fastify({
    bodyLimit,
    // Of a request to GraphQL `boundConnections` sees to it.
    requestTimeout: bounds.requestMs === 0 ? 0 : Math.max(bounds.requestMs, bounds.wholeMs),
    // Node looks for late ones each 30 s, which would add as much to every bound.
    http: { headersTimeout: bounds.headersMs, connectionsCheckingInterval: 1_000 },
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestIdHeader: false,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']) ?? randomUUID(),
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  noteServerErrors(app, log);
  secureAnswers(app);
  boundConnections(app, bounds);
  readUtf8(app);
  readJson(app);
  app.setErrorHandler(refuseRequest(log));
  app.setNotFoundHandler(refuseUnknownPage);
  return app;
}

/** A client may name its request, in letters that are safe in a log. */
const requestIdOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : undefined;

async function drain(app: FastifyInstance): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), drainMs);
  await app.close();
  clearTimeout(late);
}
