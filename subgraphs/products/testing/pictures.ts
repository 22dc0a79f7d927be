import { guest, signCaller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { signedText } from '@cartograph/kit/pages';
import type { Room } from '@cartograph/kit/room';
import sharp from 'sharp';
import type { Commands } from '#commands';
import { openShopWith, smallShop, staff } from '#testing/shop';

/** What gateway and rooms sign with here. */
export const roomSecret = 'a secret of gateway and rooms';

export interface PictureShop {
  room: Room<Commands>;
  db: Database;
  /** As the gateway asks for a page of the room. */
  ask(path: string, init?: { method?: string; headers?: Record<string, string>; body?: FormData | string }): Promise<Response>;
  graph<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  /** Asks for an upload. */
  place(bytes?: number): Promise<{ id: string; path: string }>;
  /** Asks for an upload, and sends the picture. */
  upload(bytes: Buffer, filename?: string): Promise<{ id: string; path: string; answer: Response }>;
}

export const photo = (width = 600, height = 400, background = '#31506b'): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();

export const form = (bytes: Buffer, filename = 'mug.jpg'): FormData => {
  const data = new FormData();
  data.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), filename);
  return data;
};

/** The room as a process of its own has it, on a folder of its own. */
export async function openPictureShop(dataDir?: string): Promise<PictureShop> {
  const { room, db } = await openShopWith(smallShop, { host: '127.0.0.1', port: 0, callerSecret: roomSecret }, dataDir);
  const ask: PictureShop['ask'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    fetch(`${room.url}${path}`, {
      method,
      headers: { ...headers, ...signCaller(roomSecret, 'products', guest, signedText(method, path)) },
      ...(body ? { body } : {}),
    });
  const graph: PictureShop['graph'] = async <T>(query: string, variables: Record<string, unknown> = {}) => {
    const { data, errors } = await room.execute({ query, variables }, staff);
    if (errors) throw new Error(JSON.stringify(errors));
    return data as T;
  };
  const place: PictureShop['place'] = async (bytes = 1_000) => {
    const { createMediaUploads } = await graph<{ createMediaUploads: { uploads: [{ id: string; url: string }] } }>(
      'mutation ($input: CreateMediaUploadsInput!) { createMediaUploads(input: $input) { __typename ... on MediaUploadsCreated { uploads { id url expiresAt } } } }',
      { input: { files: [{ filename: 'mug.jpg', contentType: 'image/jpeg', bytes: Math.min(Math.max(bytes, 1), 10_000_000) }] } },
    );
    const [{ id, url }] = createMediaUploads.uploads;
    return { id, path: url.replace('http://shop.test', '') };
  };
  const upload: PictureShop['upload'] = async (bytes, filename = 'mug.jpg') => {
    const { id, path } = await place(bytes.length);
    return { id, path, answer: await ask(path, { method: 'POST', body: form(bytes, filename) }) };
  };
  return { room, db, ask, graph, place, upload };
}
