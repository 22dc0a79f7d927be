import { within } from '@cartograph/kit/deadline';
import type { FastifyInstance } from 'fastify';

const deadlineMs = 1_900;

/** /health/live while the process answers at all; /health/ready only when an order could be placed, else why not, within 2 s. */
export function health(app: FastifyInstance, unready: () => Promise<readonly string[]>): void {
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_request, reply) => {
    const reasons = await within(deadlineMs, unready()).catch(() => ['the shop does not answer']);
    return reasons.length === 0 ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable', reasons });
  });
}
