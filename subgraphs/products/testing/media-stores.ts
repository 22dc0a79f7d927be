import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { vi } from 'vitest';

/** Where a room keeps pictures, chosen as who runs it does: by its environment. */
export interface MediaStore {
  readonly dataDir: string;
  /** All that lies there, as `<id>/<name>`. */
  files(): string[];
}

const temporary = (name: string): string => mkdtempSync(join(tmpdir(), `${name}-`));

const filesBelow = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));

/** Both kinds. Whoever opens one leaves the environment as it was when its test file ends. */
export const mediaStores: Readonly<Record<string, () => Promise<MediaStore & { close(): Promise<void> }>>> = {
  'a folder': async () => {
    const dataDir = temporary('media');
    vi.stubEnv('MEDIA_STORE', 'folder');
    return {
      dataDir,
      files: () => filesBelow(dataDir).map((path) => path.split('/').slice(-2).join('/')),
      close: async () => void vi.unstubAllEnvs(),
    };
  },
  'an S3 bucket': async () => {
    const directory = temporary('buckets');
    const server = new S3rver({
      port: 0,
      address: '127.0.0.1',
      silent: true,
      directory,
      configureBuckets: [{ name: 'pictures', configs: [] }],
    });
    const { port } = await server.run();
    for (const [name, value] of Object.entries({
      MEDIA_STORE: `http://127.0.0.1:${port}/pictures`,
      MEDIA_REGION: 'us-east-1',
      MEDIA_KEY_ID: 'S3RVER',
      MEDIA_SECRET: 'S3RVER',
    }))
      vi.stubEnv(name, value);
    const bucket = join(directory, 'pictures');
    const objects = () => filesBelow(bucket).flatMap((path) => /^([^/]+\/[^/]+)\._S3rver_object$/.exec(path)?.[1] ?? []);
    return {
      dataDir: temporary('media'),
      files: objects,
      close: async () => {
        vi.unstubAllEnvs();
        await server.close();
      },
    };
  },
};
