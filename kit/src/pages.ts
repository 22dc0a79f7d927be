import type { IncomingMessage } from 'node:http';
import type { FastifyPluginCallback, FastifyRequest } from 'fastify';
import { type Caller, guest, verifyCaller } from './caller.ts';
import type { Logger } from './log.ts';

/** HTTP pages of a room that need the public port. Each stands under a path that `pages` of `schema.config.json` gives to the room. */
export type Pages = FastifyPluginCallback;

const callers = new WeakMap<IncomingMessage, Caller>();

/** Who asks for a page, in every shape: as the gateway found out. */
export const callerOfPage = ({ raw }: FastifyRequest): Caller => callers.get(raw) ?? guest;

export const setCallerOfPage = ({ raw }: FastifyRequest, caller: Caller): void => void callers.set(raw, caller);

/** What the gateway's signature vouches for beside the caller: the body is streamed. No GraphQL body is like it. */
export const signedText = (method: string, url: string): string => `page ${method} ${url}`;

/** Public by nature, and asked for by programs that hold no secret: the keys that tokens are checked with. */
const isOpen = (url: string): boolean => url.startsWith('/.well-known/');

/** Pages of a room that is a process of its own: for requests that the gateway has signed. A fault tells nothing of itself. */
export const signedPages =
  (room: string, secret: string, pages: Pages, log: Logger): Pages =>
  (scope, _options, done) => {
    scope.setErrorHandler((error, request, reply) => {
      const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
      if (status < 500) return reply.code(status).send({ message: error instanceof Error ? error.message : 'The request cannot be read.' });
      log.error({ err: error, requestId: request.headers['x-request-id'], path: request.routeOptions.url }, 'a page failed');
      return reply.code(500).send({ message: 'Something went wrong on our side.' });
    });
    scope.addHook('onRequest', async (request, reply) => {
      if (isOpen(request.url)) return;
      const caller = verifyCaller(secret, room, request.headers, signedText(request.method, request.url));
      if (caller) return setCallerOfPage(request, caller);
      return reply.code(401).send({ message: 'This room answers signed requests of the gateway only.' });
    });
    scope.register(pages);
    done();
  };
