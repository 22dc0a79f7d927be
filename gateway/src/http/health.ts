import { collectProcessMetrics, registry } from '@cartograph/kit/metrics';
import type { FastifyInstance } from 'fastify';

/** /health/live while the process answers at all; /health/ready only when an order could be placed; /metrics for Prometheus. */
export function health(app: FastifyInstance, ready: () => Promise<boolean>): void {
  collectProcessMetrics();
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) =>
    (await ready().catch(() => false)) ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable' }),
  );
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
