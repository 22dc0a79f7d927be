import { Readable } from 'node:stream';
import { type Caller, signCaller } from '@cartograph/kit/caller';
import { clientError } from '@cartograph/kit/errors';
import { signedText } from '@cartograph/kit/pages';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Agent } from 'undici';
import { Refused } from '#http/refused';
import type { PageBounds } from '#pages/bounds';
import { askedHeaders, maySay, mergedVary } from '#pages/headers';

export type AskPage = (request: FastifyRequest, reply: FastifyReply, caller: Caller) => Promise<FastifyReply>;

/** Apart from those of GraphQL: an upload that crawls takes no connection from an order. */
export const openPageConnections = ({ answerMs, idleMs }: PageBounds): Agent =>
  new Agent({
    connections: 64,
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 50_000,
    headersTimeout: answerMs,
    bodyTimeout: idleMs,
    connect: { timeout: 3_000 },
  });

/** Passes a page on to a room that is a process of its own; body and answer stream, each no faster than its reader. */
export function askPage(room: string, url: string, secret: string, connections: Agent, bounds: PageBounds): AskPage {
  const { origin } = new URL(url);
  return async (request, reply, caller) => {
    const { method } = request;
    const path = request.raw.url ?? '/';
    const left = new AbortController();
    const idle = setTimeout(() => left.abort(), bounds.idleMs + bounds.answerMs).unref();
    reply.raw.once('close', () => {
      clearTimeout(idle);
      left.abort();
    });
    const headers = {
      ...askedHeaders(request.headers),
      'x-request-id': request.id,
      ...signCaller(secret, room, caller, signedText(method, path)),
    };
    const body =
      request.body === undefined
        ? null
        : Readable.from(
            atMost(request.raw, bounds.bodyBytes, () => idle.refresh()),
            { objectMode: false },
          );
    try {
      const answer = await connections.request({ origin, path, method: methodOf(method), headers, body, signal: left.signal });
      if (answer.statusCode >= 500) {
        await answer.body.dump();
        throw unavailable(answer.statusCode);
      }
      for (const [name, value] of Object.entries(answer.headers))
        if (maySay(name) && typeof value === 'string') reply.header(name, name === 'vary' ? mergedVary(varyOf(reply), value) : value);
      clearTimeout(idle);
      return reply.code(answer.statusCode).send(answer.body);
    } catch (error) {
      if (error instanceof Refused || (error instanceof Error && 'extensions' in error)) throw error;
      throw left.signal.aborted ? new Refused(408, 'The request took too long.') : unavailable(503, error);
    }
  };
}

const methods = ['GET', 'HEAD', 'POST', 'PUT'] as const;

const methodOf = (method: string): (typeof methods)[number] => methods.find((each) => each === method) ?? 'GET';

const varyOf = (reply: FastifyReply): string | undefined => {
  const value = reply.getHeader('vary');
  return typeof value === 'string' ? value : undefined;
};

/** Nothing that a room says of a fault of its own is passed on. */
function unavailable(status: number, cause?: unknown): Error {
  const message = status === 503 ? 'This part of the shop is not available right now.' : 'Something went wrong on our side.';
  const code = status === 503 ? 'SUBGRAPH_UNAVAILABLE' : 'INTERNAL_SERVER_ERROR';
  const error = clientError(code, message, { http: { status, headers: new Map(status === 503 ? [['retry-after', '2']] : []) } });
  error.cause = cause;
  return error;
}

/** Whatever its header says of its length. */
async function* atMost(body: AsyncIterable<Buffer>, bytes: number, moved: () => void): AsyncGenerator<Buffer> {
  let seen = 0;
  for await (const part of body) {
    seen += part.length;
    if (seen > bytes) throw new Refused(413, `The body is too large: at most ${bytes} bytes are read.`);
    moved();
    yield part;
  }
}
