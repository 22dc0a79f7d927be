import type { FastifyRequest } from 'fastify';

/** Where a request came from: its peer. The one place that says so; a proxy in front of the gateway is its peer. */
export const clientAddressOf = (request: FastifyRequest): string => request.socket.remoteAddress ?? 'unknown';
