import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface ConnectionBounds {
  /** Open at a time. */
  connections: number;
  /** Requests of one connection that are handled side by side. */
  atOnce: number;
  /** Requests of one connection that wait for these; a connection with more is closed. */
  waiting: number;
  /** Milliseconds for the headers of a request, and for a connection to say anything at all. */
  headersMs: number;
  /** Milliseconds for all of a request. */
  requestMs: number;
}

export const connectionBounds: Readonly<ConnectionBounds> = {
  connections: 2_000,
  atOnce: 4,
  waiting: 100,
  headersMs: 10_000,
  requestMs: 15_000,
};

/** The requests of one connection. */
interface Line {
  /** Under way, from their headers on. */
  active: number;
  /** Of these, read to the end: what they began is worth an answer. */
  handled: number;
  /** When the newest one came, by `performance.now()`. */
  since: number;
  waiting: (() => void)[];
}

/**
 * Who sends many requests at once on one connection (pipelining) has a few of them handled side by side, and the others wait their turn: else
 * one connection has the whole server. And when all connections are taken, the one that has asked for nothing for the longest gives way to a
 * new one, so that idle and slow ones keep nobody out.
 */
export function boundConnections(app: FastifyInstance, bounds: ConnectionBounds): void {
  /** Whoever finished last stands last. */
  const lines = new Map<Socket, Line>();

  app.server.on('connection', (socket: Socket) => {
    if (lines.size >= bounds.connections && !closeIdlest(lines)) {
      socket.destroy();
      return;
    }
    lines.set(socket, { active: 0, handled: 0, since: 0, waiting: [] });
    socket.once('close', () => lines.delete(socket));
  });

  app.addHook('onRequest', (request, reply, done) => {
    const { socket } = request.raw;
    const line = lines.get(socket);
    if (!line) return done();
    if (line.waiting.length >= bounds.waiting) {
      socket.destroy();
      return;
    }
    reply.raw.once('close', () => leave(lines, socket, line));
    line.since = performance.now();
    if (line.active >= bounds.atOnce) {
      line.waiting.push(done);
      return;
    }
    line.active += 1;
    done();
  });

  if (bounds.requestMs > 0) closeLate(app, lines, bounds.requestMs);

  app.addHook('preHandler', (request, _reply, done) => {
    const line = lines.get(request.raw.socket);
    if (line) line.handled += 1;
    done();
  });
}

/** Node's own bound is the same for all requests, and an upload to a room, which streams and has a bound of its own, takes longer. */
function closeLate(app: FastifyInstance, lines: ReadonlyMap<Socket, Line>, requestMs: number): void {
  const timer = setInterval(() => {
    const late = performance.now() - requestMs;
    for (const [socket, { active, handled, since }] of lines) {
      if (active <= handled || since > late) continue;
      if (active === 1 && socket.writable) socket.write('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
      socket.destroySoon();
    }
  }, 1_000).unref();
  app.addHook('onClose', async () => clearInterval(timer));
}

function leave(lines: Map<Socket, Line>, socket: Socket, line: Line): void {
  if (line.handled > 0) line.handled -= 1;
  // Nobody waits for an answer at the other end of a connection that is closed.
  if (socket.destroyed) return;
  const next = line.waiting.shift();
  if (next) return next();
  line.active -= 1;
  if (line.active > 0 || !lines.delete(socket)) return;
  lines.set(socket, line);
}

/** Closes the connection that was idle for the longest, or is still sending its request; false when all have requests that are being answered. */
function closeIdlest(lines: Map<Socket, Line>): boolean {
  for (const [socket, { handled }] of lines) {
    if (handled > 0) continue;
    lines.delete(socket);
    socket.destroy();
    return true;
  }
  return false;
}
