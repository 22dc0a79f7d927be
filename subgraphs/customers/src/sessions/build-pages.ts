import type { Pages } from '@cartograph/kit/pages';
import type { Deps } from '#deps';
import { buildDownloadPages } from '#personal-data/build-pages';
import type { Downloads } from '#personal-data/sign-download';

/** The public keys, where programs look for them (RFC 7517), kept by clients for 5 minutes; and what customers asked for of their data. */
export const buildPages =
  ({ tokens, db }: Pick<Deps, 'tokens' | 'db'>, downloads: Downloads): Pages =>
  (app, options, done) => {
    app.get('/.well-known/jwks.json', async (_request, reply) =>
      reply
        .type('application/jwk-set+json')
        .header('cache-control', 'public, max-age=300')
        .send(JSON.stringify(await tokens.publicJwks())),
    );
    buildDownloadPages(db, downloads)(app, options, done);
  };
