import { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import type { MediaFiles } from '#media/files/media-files';

export interface S3Options {
  /** With the bucket as its path, such as https://s3.eu-central-1.amazonaws.com/shop-media. */
  url: string;
  region: string;
  keyId: string;
  secret: string;
  /** For one answer to begin (default 10 s). */
  answerMs?: number;
}

const maxListed = 1_000;

/** A store that speaks S3. An object is there once it is whole, so nothing of a stopped write is seen. */
export function openS3({ url, region, keyId, secret, answerMs = 10_000 }: S3Options): MediaFiles {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, retries: 2 });
  const bucket = url.replace(/\/$/, '');
  const at = (id: string, name: string): string => `${bucket}/${id}/${name}`;
  const ask = async (address: string, init: RequestInit, fine: readonly number[]): Promise<Response> => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), answerMs);
    try {
      const answer = await client.fetch(address, { ...init, signal: late.signal });
      if (answer.ok || fine.includes(answer.status)) return answer;
      await answer.body?.cancel();
      throw new Error(`the store of pictures answered ${answer.status}`);
    } finally {
      clearTimeout(timer);
    }
  };
  const namesOf = async (id: string): Promise<string[]> => {
    const listed = await ask(`${bucket}?list-type=2&max-keys=${maxListed}&prefix=${encodeURIComponent(`${id}/`)}`, {}, []);
    return [...(await listed.text()).matchAll(/<Key>[^<]*\/([^</]+)<\/Key>/g)].map(([, name = '']) => name);
  };
  return {
    put: async (id, name, bytes, type) => {
      const body = new Uint8Array(bytes);
      const answer = await ask(
        at(id, name),
        { method: 'PUT', body, headers: { 'content-type': type, 'content-length': String(bytes.length) } },
        [],
      );
      await answer.body?.cancel();
    },
    size: async (id, name) => {
      const answer = await ask(at(id, name), { method: 'HEAD' }, [404]);
      return answer.status === 404 ? undefined : Number(answer.headers.get('content-length'));
    },
    read: async (id, name) => {
      const answer = await ask(at(id, name), {}, [404]);
      if (answer.status !== 404) return Buffer.from(await answer.arrayBuffer());
      await answer.body?.cancel();
      return undefined;
    },
    open: async (id, name, range) => {
      const answer = await ask(at(id, name), range ? { headers: { range: `bytes=${range.first}-${range.last}` } } : {}, [404]);
      if (answer.status !== 404 && answer.body) return Readable.fromWeb(answer.body);
      await answer.body?.cancel();
      return undefined;
    },
    remove: async (id) => {
      for (const name of await namesOf(id)) await ask(at(id, name), { method: 'DELETE' }, [404]);
    },
  };
}
