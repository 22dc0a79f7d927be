import type { FastifyInstance } from 'fastify';

const local = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Which pages of other origins may call /graphql: in development Apollo Sandbox and whatever runs on this machine, else those named. */
export const originAllowed = (origin: string, production: boolean, named: readonly string[]): boolean =>
  named.includes(origin) || (!production && (origin === 'https://studio.apollographql.com' || local.test(origin)));

/** CORS without cookies: who may do what is decided by the bearer token alone. */
export function allowOrigins(app: FastifyInstance, production: boolean, named: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (origin === undefined) return;
    reply.header('vary', 'Origin');
    if (!originAllowed(origin, production, named)) return;
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'x-request-id, retry-after');
    if (request.method !== 'OPTIONS') return;
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? 'content-type, authorization')
      .header('access-control-max-age', '600');
  });
  app.options('/graphql', (_request, reply) => reply.code(204).send());
}
