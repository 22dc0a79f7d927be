import pg from 'pg';
import { openServer, type Told } from './open-server.ts';
import type { Progress } from './progress.ts';
import { migrateAll, provision, type RoomDatabases, roomUrl } from './provision.ts';
import { eachRoom, rooms } from './rooms.ts';
import type { Secrets } from './secrets.ts';
import { claimServer, ownerOf } from './server-owner-store.ts';

export interface Databases {
  databases: RoomDatabases;
  secrets: Secrets;
  /** Of our own server: what is in memory goes to its files, so that recovery after a kill has little to do. Waits for nobody, and tells nothing. */
  settle: () => void;
  stop: () => Promise<void>;
}

/** The server, a role and a database a room on it, each migrated. The data folder is claimed by the caller. */
export async function openDatabases(
  dataDir: string,
  databaseUrl: string | undefined,
  step: Progress['step'],
  told: Told = {},
): Promise<Databases> {
  const server = await step(
    'database',
    () => openServer(dataDir, databaseUrl, told),
    ({ description }) => description,
  );
  try {
    const { adminUrl, secrets, embedded } = server;
    const databases = eachRoom((room) => roomUrl(adminUrl, room, secrets.rooms[room]));
    if (!embedded) await claimServer(adminUrl, ownerOf(secrets.caller), databases.orders);
    await step(
      'provision',
      () => provision(adminUrl, databases, embedded),
      () => `${rooms.length} roles and databases${toldGone(secrets.gone)}`,
    );
    await step(
      'migrate',
      () => migrateAll(databases),
      () => 'every room at its newest migration',
    );
    return { databases, secrets, settle: () => void (embedded && checkpoint(adminUrl)), stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A first start makes 2,000 files that a kill soon after would have recovered and synced one by one, while the shop is away: 2 s and more. */
async function checkpoint(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'cartograph settle' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('checkpoint');
  } catch {
    // The server stops, which takes a checkpoint by itself, or was killed.
  } finally {
    await client.end().catch(() => undefined);
  }
}

const toldGone = (gone: readonly string[]): string => (gone.length === 0 ? '' : `; no room any more, its data is kept: ${gone.join(', ')}`);
