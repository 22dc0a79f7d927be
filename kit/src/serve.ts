import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { verifyCaller } from './caller.ts';
import { ConfigError } from './config.ts';
import type { Logger } from './log.ts';
import { type Pages, signedPages } from './pages.ts';
import type { Execute, SubgraphRequest } from './subgraph.ts';

export interface Listen {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** Shared by the gateway and the rooms; requests that it has not signed are refused. */
  callerSecret: string;
}

export interface Served {
  url: string;
  /** Stops accepting, finishes what is under way (at most 8 s), then closes. */
  stop(): Promise<void>;
}

/** Serves one room over HTTP: POST /graphql and its pages (signed callers only), /health/live, /health/ready. */
export async function serveRoom(
  name: string,
  { execute, unready, pages }: { execute: Execute; unready: () => Promise<readonly string[]>; pages?: Pages },
  listen: Listen,
  log: Logger,
): Promise<Served> {
  const app = fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: 'idle', return503OnClosing: false, keepAliveTimeout: 65_000 });
  let stopping = false;
  // Else a connection that was busy when closing began stays open for its keep-alive time, and closing waits for it.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/graphql', async (request, reply) => {
    const body = request.body as string;
    const caller = verifyCaller(listen.callerSecret, name, request.headers, body);
    if (!caller)
      return reply
        .code(401)
        .send({ errors: [{ message: 'This room answers signed requests of the gateway only.', extensions: { code: 'UNAUTHENTICATED' } }] });
    const parsed = parseRequest(body);
    if (!parsed)
      return reply.code(400).send({ errors: [{ message: 'Send a JSON body with a query.', extensions: { code: 'BAD_REQUEST' } }] });
    const requestId = request.headers['x-request-id'];
    return reply.send(await execute(parsed, caller, typeof requestId === 'string' ? requestId : request.id));
  });
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const reasons = await unready();
    return reasons.length === 0 ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable', reasons });
  });
  if (pages) await app.register(signedPages(name, listen.callerSecret, pages, log));
  await app.listen({ host: listen.host, port: listen.port }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? new ConfigError(`PORT: ${listen.port} is already taken on ${listen.host}; choose another.`) : error;
  });
  const { port } = app.server.address() as AddressInfo;
  log.info({ port }, 'listening');
  return {
    url: `http://${listen.host}:${port}`,
    stop: () => {
      stopping = true;
      return Promise.race([app.close(), new Promise<void>((resolve) => setTimeout(resolve, 8_000).unref())]);
    },
  };
}

function parseRequest(body: string): SubgraphRequest | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed !== 'object' || parsed === null || !('query' in parsed) || typeof parsed.query !== 'string') return undefined;
    return parsed as SubgraphRequest;
  } catch {
    return undefined;
  }
}
