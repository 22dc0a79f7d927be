import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refused } from '#http/refused';

/** Nothing here is guessed by its content, framed by a page, or named to other hosts. Pages with a policy of their own set it over this one. */
const forAll = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "frame-ancestors 'none'",
};

/** Headers of every answer; those of /graphql belong to whoever asked, and nobody keeps them. */
export function secureAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(forAll);
    if (request.routeOptions.url === '/graphql') reply.header('cache-control', 'no-store');
    done();
  });
}

/** GraphiQL brings all it needs, writes scripts into its page and makes functions from text; what it may not is reach other hosts. */
export const ideHeaders = (reply: FastifyReply): FastifyReply =>
  reply.header(
    'content-security-policy',
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
  );

/** JSON is UTF-8 (RFC 8259), and bodies are read as they come: what says otherwise would be misread. */
export function readUtf8(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(headers['content-type'] ?? '')?.[1];
    if (charset !== undefined && !/^utf-?8$/i.test(charset))
      return done(new Refused(415, 'Send the body in UTF-8: no other charset is read.'));
    const encoding = headers['content-encoding'];
    if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity')
      return done(new Refused(415, 'Send the body as it is, without a content-encoding: compressed ones are not read.'));
    done();
  });
}
