import { knownMigrations } from '@cartograph/drizzle/migrate';
import { ConfigError } from '@cartograph/kit/config';
import pg from 'pg';
import { readRoomUrls, refuseUnusable, urlsOnServer } from '../given-databases.ts';
import { roomUrl } from '../provision.ts';
import { type EachRoom, eachRoom, forEachRoom, rooms } from '../rooms.ts';
import { readSecrets, secretsOfContainers, secretsOfGiven } from '../secrets.ts';
import { writeText } from './copy-files.ts';
import { copyMedia } from './copy-media.ts';
import { copyTables } from './copy-tables.ts';
import { draftBackup } from './draft-backup.ts';
import { type TablesManifest, writeManifest } from './manifest.ts';
import { readSequences } from './tables-store.ts';
import { type CutOptions, takeCut } from './take-cut.ts';

export interface GivenShop {
  databases: EachRoom<string>;
  /** As secrets.json has them. */
  secrets: string;
  shape: TablesManifest['shape'];
}

/** The shop on a given server: a data folder's, or one of containers, whose secrets the environment must name. */
export function findGivenShop(
  dataDir: string,
  databaseUrl: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): GivenShop | undefined {
  const named = readRoomUrls(env);
  const known = readSecrets(dataDir);
  const kept = secretsOfGiven(dataDir);
  if (!named && databaseUrl === undefined) return undefined;
  if (!named && databaseUrl !== undefined && known && kept !== undefined) {
    const databases = eachRoom((room) => roomUrl(databaseUrl, room, known.passwords[room] ?? ''));
    return { databases, secrets: kept, shape: 'folder' };
  }
  const caller = env['CALLER_SECRET'] ?? '';
  if (caller.length < 16)
    throw new ConfigError(
      'CALLER_SECRET: set it (and ACCESS_TOKEN_SECRET where orders has one) as the shop has it: what guests’ order links hang on belongs to the backup.',
    );
  const databases = named ?? urlsOnServer(databaseUrl ?? '');
  const passwords = Object.fromEntries(
    rooms
      .map((room) => [room, named ? decodeURIComponent(new URL(named[room]).password) : ''])
      .filter(([, password = '']) => password.length >= 16),
  ) as Record<string, string>;
  return { databases, secrets: secretsOfContainers(caller, env['ACCESS_TOKEN_SECRET'], passwords), shape: 'containers' };
}

export interface GivenBackup {
  files: number;
  bytes: number;
  /** How long nothing was written, so that there is one moment. */
  heldMs: number;
}

/**
 * Every table of every room at one moment, and the secrets beside them, by SQL alone: of a server whose files nobody here can read. The
 * rooms' versions are this one's.
 */
export async function backUpGiven(
  shop: GivenShop,
  { target, dataDir, said = () => undefined, ...how }: CutOptions & { target: string; dataDir?: string; said?: (line: string) => void },
): Promise<GivenBackup> {
  await refuseUnusable(shop.databases, rooms);
  let heldMs = 0;
  const copied = await inWords(
    draftBackup(target, async (draft) => {
      const cut = await takeCut(shop.databases, how);
      heldMs = cut.heldMs;
      said(`writes were held for ${Math.round(heldMs)} ms${cut.attempts > 1 ? `, at attempt ${cut.attempts}` : ''}`);
      try {
        const madeAt = new Date().toISOString();
        const [server] = (await cut.snapshots.orders.client.query<{ server_version: string }>('show server_version')).rows;
        const sequences = await forEachRoom((room) => readSequences(cut.snapshots[room].client));
        const files = await copyTables(cut, draft, said);
        const media = dataDir === undefined ? undefined : await copyMedia(dataDir, draft, said);
        files.push(...(media?.files ?? []), writeText(draft, 'secrets.json', shop.secrets));
        const parts = eachRoom((room) => ({
          lastMigration: Math.max(...knownMigrations(room)),
          tables: cut.tables[room],
          sequences: sequences[room],
        }));
        writeManifest(draft, { format: 2, madeAt, postgres: server?.server_version ?? '', shape: shop.shape, rooms: parts, files });
        return { folders: ['tables', ...rooms.map((room) => `tables/${room}`), ...(media?.folders ?? []), '.'], files };
      } finally {
        await cut.close();
      }
    }),
  );
  return { ...copied, heldMs };
}

/** What a server says that ends while it is copied, or that only reads: a standby. */
async function inWords<T>(saving: Promise<T>): Promise<T> {
  try {
    return await saving;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError || (error instanceof Error && error.message.startsWith('Connection terminated')))) throw error;
    throw new ConfigError(`DATABASE_URL: the server ended the backup: ${error.message}; nothing was saved.`);
  }
}
