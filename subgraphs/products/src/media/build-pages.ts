import { Readable } from 'node:stream';
import type { Pages } from '@cartograph/kit/pages';
import { takeTurns } from '@cartograph/kit/take-turns';
import multipart from '@fastify/multipart';
import type { MediaDeps } from '#media/media-deps';
import { receivePicture } from '#media/receive-picture';
import { negotiated, types } from '#media/rules/picture';
import { partAnswer, rangeOf } from '#media/rules/range';
import { maxUploadBytes } from '#media/rules/upload';
import { createShowPicture, findFile } from '#media/show-picture';
import { type TakeUploadOutcome, takeUpload } from '#media/take-upload';

const forAll = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'cross-origin',
} as const;

/** A picture is in memory until it is drawn anew: so many at a time, wherever they come from. */
const receiving = takeTurns({ places: 6, waiting: 24, perClient: 24, waitMs: 20_000 });

const immutable = 'public, max-age=31536000, immutable';

/** Uploads, and pictures at their addresses. */
export const buildPages =
  (deps: MediaDeps): Pages =>
  (app, _options, done) => {
    const show = createShowPicture(deps);
    app.removeAllContentTypeParsers();
    app.register(multipart, { limits: { files: 1, fileSize: maxUploadBytes, fields: 8, fieldSize: 1_024, parts: 9, headerPairs: 50 } });
    app.addHook('onRequest', async (_request, reply) => void reply.headers(forAll));

    app.post<{ Params: { id: string }; Querystring: Record<string, unknown> }>('/media/uploads/:id', async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      if (!request.isMultipart()) return reply.code(415).send({ message: 'Send the picture as multipart/form-data.' });
      const { expires, signature } = request.query;
      const upload = { id: request.params.id, expires, signature };
      const turn = await receiving('uploads', () => takeUpload(deps, upload, () => receivePicture(request)));
      const { status, body } = answerOf(turn.kind === 'busy' ? turn : turn.value);
      if (status === 503) void reply.header('retry-after', '5');
      return reply.code(status).send(body);
    });

    app.get<{ Params: { id: string; name: string } }>('/media/:id/:name', async (request, reply) => {
      const { id, name } = request.params;
      const file = findFile(id, name, negotiated(request.headers.accept));
      if (!file) return reply.code(404).send({ message: 'There is no such picture.' });
      const etag = `"${file.name}"`;
      const found = (): void =>
        void reply.headers({ etag, 'cache-control': immutable, 'accept-ranges': 'bytes', ...(file.negotiated ? { vary: 'Accept' } : {}) });
      const shown = await show(id, file);
      switch (shown.kind) {
        case 'unknown':
          return reply.code(404).header('cache-control', 'no-store').send({ message: 'There is no such picture.' });
        case 'busy':
          return reply
            .code(503)
            .headers({ 'cache-control': 'no-store', 'retry-after': '2' })
            .send({ message: 'Too many pictures are being made.' });
        case 'shown': {
          found();
          if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
          void reply.type(types[file.format]);
          const { 'if-range': ifRange, range } = request.headers;
          const part = rangeOf(range, typeof ifRange === 'string' ? ifRange : undefined, etag, shown.size);
          const { status, headers } = partAnswer(part, shown.size);
          void reply.code(status).headers(headers);
          if (part.kind === 'none') return reply.send();
          // As a stream: of a text Fastify would count the bytes.
          if (request.method === 'HEAD') return reply.send(Readable.from([]));
          return reply.send(await shown.open(part.kind === 'part' ? part.range : undefined));
        }
      }
    });
    done();
  };

const isKnown = (header: string | string[] | undefined, etag: string): boolean =>
  typeof header === 'string' && header.split(',').some((each) => ['*', etag].includes(each.trim().replace(/^W\//, '')));

function answerOf(outcome: TakeUploadOutcome): { status: number; body: object } {
  switch (outcome.kind) {
    case 'taken':
      return { status: 201, body: outcome.media };
    case 'unknown':
      return { status: 404, body: { message: 'There is no such upload.' } };
    case 'used':
      return { status: 410, body: { message: 'This address was used, or its time is over: ask for a new one.' } };
    case 'refused':
      return { status: 422, body: { message: outcome.why } };
    case 'busy':
      return { status: 503, body: { message: 'Too many pictures are on their way: try again in a moment.' } };
  }
}
