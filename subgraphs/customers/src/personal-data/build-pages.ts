import type { Database } from '@cartograph/kit/db';
import type { Pages } from '@cartograph/kit/pages';
import { findFile } from '#personal-data/request-store';
import type { Downloads } from '#personal-data/sign-download';

interface Address {
  Params: { request: string };
  Querystring: { until?: string; signature?: string };
}

/** Where somebody fetches their data; the address alone says who may, and for how long. */
export const buildDownloadPages =
  (db: Database, downloads: Downloads): Pages =>
  (app, _options, done) => {
    app.get<Address>('/personal-data/:request', async ({ params, query }, reply) => {
      void reply.headers({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
        'content-security-policy': "default-src 'none'; sandbox",
      });
      const found = downloads.check(params.request, query.until ?? '', query.signature ?? '', new Date());
      if (found === 'foreign') return reply.code(403).send({ code: 'FORBIDDEN', message: 'This address is not one that the shop gave.' });
      const file = found === 'good' ? await findFile(db, params.request) : undefined;
      if (file === undefined)
        return reply.code(410).send({ code: 'EXPIRED', message: 'This address was good for 7 days, which are over.' });
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="personal-data-${params.request}.json"`)
        .send(file);
    });
    done();
  };
