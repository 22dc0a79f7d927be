import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { z } from 'zod';
import { writePrivately } from './data-folder.ts';
import { eachRoom, rooms } from './rooms.ts';

const schema = z.object({
  /** Password of the embedded server's superuser. */
  postgres: z.string().min(16),
  /** Shared by the gateway and the rooms. */
  caller: z.string().min(16),
  /** Password of each room's role. */
  rooms: z.record(z.enum(rooms), z.string().min(16)),
  /** Folder of the embedded cluster. */
  cluster: z.string(),
});
export type Secrets = z.infer<typeof schema>;

const fileIn = (dataDir: string): string => join(dataDir, 'secrets.json');

/** The secrets of a data folder, or undefined when nothing was ever started on it. */
export function readSecrets(dataDir: string): Secrets | undefined {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ConfigError(`DATA_DIR: ${file} cannot be read as this project's secrets; restore it, or run npm run reset to start empty.`);
  }
}

/** Drawn once, at the first start, and kept beside the data. */
export function openSecrets(dataDir: string, chooseCluster: () => string): Secrets {
  const known = readSecrets(dataDir);
  if (known) return known;
  const draw = (): string => randomBytes(24).toString('base64url');
  const secrets: Secrets = { postgres: draw(), caller: draw(), rooms: eachRoom(draw), cluster: chooseCluster() };
  writePrivately(fileIn(dataDir), JSON.stringify(secrets, undefined, 2));
  return secrets;
}
