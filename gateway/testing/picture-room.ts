import { createHash } from 'node:crypto';
import type { Caller } from '@cartograph/kit/caller';
import { silentLog } from '@cartograph/kit/log';
import { callerOfPage, type Pages } from '@cartograph/kit/pages';
import { type Served, serveRoom } from '@cartograph/kit/serve';

export const secret = 'a secret of gateway and rooms';

export interface PictureRoom {
  pages: Pages;
  /** Who asked, and what with. */
  asked: { caller: Caller; headers: Record<string, unknown> }[];
  /** Bytes of bodies that were read, or begun. */
  taken: { bytes: number; whole: boolean }[];
  /** Stands in the way of whoever sends a body, until it is called. */
  letGo: () => void;
}

/** A room with pages that behave in every way a page may. */
export function pictureRoom(): PictureRoom {
  const room: PictureRoom = { asked: [], taken: [], letGo: () => undefined, pages: (_app, _options, done) => done() };
  const picture = Buffer.from('0123456789');
  room.pages = (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, body, parsed) => parsed(null, body));
    app.addHook('onRequest', async (request) => {
      room.asked.push({ caller: callerOfPage(request), headers: { ...request.headers } });
    });
    app.get('/media/mug.webp', async ({ headers }, reply) => {
      reply.headers({ etag: '"mug"', 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept', 'accept-ranges': 'bytes' });
      reply.headers({ 'set-cookie': 'a=b', 'x-powered-by': 'a room', server: 'a room', 'keep-alive': 'timeout=1' }).type('image/webp');
      if (headers['if-none-match'] === '"mug"') return reply.code(304).send();
      if (headers.range !== 'bytes=2-4') return picture;
      return reply.code(206).header('content-range', 'bytes 2-4/10').send(picture.subarray(2, 5));
    });
    app.post('/media/uploads', async (request, reply) => {
      const hash = createHash('sha256');
      const seen = { bytes: 0, whole: false };
      room.taken.push(seen);
      for await (const part of request.body as AsyncIterable<Buffer>) {
        seen.bytes += part.length;
        hash.update(part);
      }
      seen.whole = true;
      return reply.code(201).send({ hash: hash.digest('hex') });
    });
    app.post('/media/later', async (_request, reply) => {
      await new Promise<void>((resolve) => {
        room.letGo = resolve;
      });
      return reply.code(204).send();
    });
    app.get('/media/broken', () => {
      throw new Error('ENOENT: /var/lib/cartograph/media is not there');
    });
    app.get('/media/endless', (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200);
      reply.raw.write('a beginning');
    });
    done();
  };
  return room;
}

export const serveAlone = (pages: Pages): Promise<Served> =>
  serveRoom(
    'products',
    { execute: async () => ({ data: null }), unready: async () => [], pages },
    { host: '127.0.0.1', port: 0, callerSecret: secret },
    silentLog(),
  );
