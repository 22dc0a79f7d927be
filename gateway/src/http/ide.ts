import type { FastifyPluginCallback } from 'fastify';
import { ruruHTML } from 'ruru/server';
import { getStaticFile } from 'ruru/static';
import { exampleTabs } from '#http/example-tabs';
import { ideHeaders } from '#http/transport';

const staticPath = '/graphiql/static/';

/** The IDE at /graphiql: nothing in it comes from another host, so that it works without a network. Examples open as tabs. */
export const ide =
  (examples: readonly string[]): FastifyPluginCallback =>
  (app, _options, done) => {
    const page = ruruHTML({
      endpoint: '/graphql',
      staticPath,
      htmlParts: { titleTag: '<title>Cartograph</title>', headerScripts: (original) => `${exampleTabs(examples)}\n${original}` },
    });
    app.get('/', (_request, reply) => reply.redirect('/graphiql'));
    app.get('/graphiql', (_request, reply) => ideHeaders(reply).type('text/html; charset=utf-8').send(page));
    app.get(`${staticPath}*`, async (request, reply) => {
      const file = await getStaticFile({
        staticPath,
        urlPath: request.url,
        acceptEncoding: request.headers['accept-encoding'],
        disallowDevAssets: true,
      });
      if (!file) return reply.callNotFound();
      if (request.headers['if-none-match'] === file.headers['etag']) return reply.code(304).send();
      return reply.headers(file.headers).header('cache-control', 'public, max-age=3600').send(file.content);
    });
    done();
  };
