import { fastifyApolloHandler } from '@as-integrations/fastify';
import { fromClient } from '@cartograph/kit/caller';
import type { Logger } from '@cartograph/kit/log';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify';
import type { GraphQLError } from 'graphql';
import type { Apollo } from '#apollo';
import type { Buckets } from '#buckets/buckets';
import type { GatewayContext, Planning } from '#context';
import type { Client, ClientOf } from '#http/client-address';
import { noteFaults, refuseUnanswerable, withFaultIds } from '#http/faults';
import { createIsReadable } from '#http/hosts';
import { Refused } from '#http/refused';
import type { Identify } from '#identity';
import { isRecord } from '#is-record';
import { createWho } from '#who';

/** Turns for operations that are new. */
export interface Plannings {
  begin: (client: string, operation: string | undefined) => Promise<Planning | undefined>;
  underWay: (operation: string | undefined) => Promise<void> | undefined;
}

/** /graphql: who asks and how much is settled before the operation is validated or planned. */
export function graphqlRoute(
  app: FastifyInstance,
  { server, fastLane }: Apollo,
  clientOf: ClientOf,
  buckets: Buckets,
  identify: Identify,
  limit: (query: unknown, variables: unknown) => void,
  planning: Plannings,
  log: Logger,
): void {
  const contexts = new WeakMap<FastifyRequest, Promise<GatewayContext>>();
  const clients = new WeakMap<FastifyRequest, Client>();
  const isReadable = createIsReadable();
  /** Before the body is read: what is refused for other reasons later has cost a request as well. */
  const onRequest: onRequestHookHandler = (request, _reply, done) => {
    if (!isReadable(request.headers.host)) return done(new Refused(400, 'Send a Host header that is a host, with a port or without.'));
    try {
      const client = clientOf(request);
      clients.set(request, client);
      buckets.request(client);
      done();
    } catch (error) {
      done(error as GraphQLError);
    }
  };
  const identified = async (request: FastifyRequest, reply: FastifyReply): Promise<GatewayContext> => {
    const client = clients.get(request) ?? clientOf(request);
    const identifyHere: Identify = async (authorization) => fromClient(await identify(authorization), client.name);
    const caller = await identifyHere(request.headers.authorization);
    return {
      who: createWho(caller, identifyHere, request.id, log),
      requestId: request.id,
      take: (takings) => buckets.take(client, caller, takings),
      left: leftSignal(reply),
    };
  };
  /** Once a request, whichever way it takes, or both. */
  const contextOf = (request: FastifyRequest, reply: FastifyReply): Promise<GatewayContext> => {
    const known = contexts.get(request) ?? identified(request, reply);
    contexts.set(request, known);
    return known;
  };
  const answer = fastifyApolloHandler(server, {
    context: (request: FastifyRequest, reply: FastifyReply) => {
      const make = async (): Promise<GatewayContext> => {
        refuseUnanswerable(request.headers.accept);
        limit(sentIn(request, 'query'), sentIn(request, 'variables'));
        const context = await contextOf(request, reply);
        context.planning = await planning.begin(clientOf(request).name, operationOf(request));
        return context;
      };
      return noteFaults(make, request.id, log);
    },
  });
  /** Whatever was refused on its way to a plan. */
  const over = (request: FastifyRequest): void => {
    const context = contexts.get(request);
    void context?.then((its) => its.planning?.over()).catch(() => undefined);
  };
  const answered = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    try {
      return await answer.call(app, request, reply);
    } finally {
      over(request);
    }
  };
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const known = await fastLane.take(request, reply, () => contextOf(request, reply));
    if (known !== undefined) return known;
    const same = planning.underWay(operationOf(request));
    if (same) {
      await same;
      const learned = await fastLane.take(request, reply, () => contextOf(request, reply));
      if (learned !== undefined) return learned;
    }
    const body = await answered(request, reply);
    if (request.method === 'POST' && reply.statusCode === 200) fastLane.learnType(request.headers.accept, reply.getHeader('content-type'));
    return reply.statusCode >= 500 ? withFaultIds(body, request.id) : body;
  };
  // Every method goes to Apollo, which answers 405 to the ones that GraphQL does not know.
  app.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', onRequest, handler });
}

/** By its text, or the hash of one that was sent before, and by which of its operations is meant. */
function operationOf(request: FastifyRequest): string | undefined {
  const extensions = sentIn(request, 'extensions');
  const hashed = isRecord(extensions) && isRecord(extensions['persistedQuery']) ? extensions['persistedQuery']['sha256Hash'] : undefined;
  const text = sentIn(request, 'query') ?? hashed;
  const name = sentIn(request, 'operationName');
  return typeof text === 'string' ? `${typeof name === 'string' ? name : ''}\n${text}` : undefined;
}

function sentIn({ body, query: search }: FastifyRequest, name: string): unknown {
  const source: unknown = body ?? search;
  return isRecord(source) && Object.hasOwn(source, name) ? source[name] : undefined;
}

function leftSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client left'));
  });
  return controller.signal;
}
