import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayContext } from '#context';
import type { Identify } from '#identity';

/** /graphql: who asks and how much is settled before the operation is validated or planned. */
export function graphqlRoute(
  app: FastifyInstance,
  server: ApolloServer<GatewayContext>,
  identify: Identify,
  limit: (query: unknown) => void,
): void {
  const context = async (request: FastifyRequest, reply: FastifyReply): Promise<GatewayContext> => {
    limit(queryOf(request));
    const caller = await identify(request.headers.authorization);
    return { caller, requestId: request.id, left: leftSignal(reply) };
  };
  const handler = fastifyApolloHandler(server, { context });
  // Every method goes to Apollo, which answers 405 to the ones that GraphQL does not know.
  app.route({ method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', handler });
}

function queryOf({ body, query }: FastifyRequest): unknown {
  const source: unknown = body ?? query;
  return typeof source === 'object' && source !== null && 'query' in source ? source.query : undefined;
}

function leftSignal(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort(new Error('the client left'));
  });
  return controller.signal;
}
