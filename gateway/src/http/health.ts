import type { FastifyInstance } from 'fastify';

/** /health/live while the process answers at all; /health/ready only when an order could be placed. */
export function health(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) =>
    (await ready().catch(() => false)) ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable' }),
  );
}
