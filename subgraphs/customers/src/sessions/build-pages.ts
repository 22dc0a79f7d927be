import type { Pages } from '@cartograph/kit/pages';
import type { AccessTokens } from '#sessions/sign-access-tokens';

/** The public keys, where programs look for them (RFC 7517). Kept by clients for 5 minutes. */
export const buildPages =
  (tokens: AccessTokens): Pages =>
  (app, _options, done) => {
    app.get('/.well-known/jwks.json', async (_request, reply) =>
      reply
        .type('application/jwk-set+json')
        .header('cache-control', 'public, max-age=300')
        .send(JSON.stringify(await tokens.publicJwks())),
    );
    done();
  };
