import { type Lost, openServer } from './open-server.ts';
import type { Progress } from './progress.ts';
import { migrateAll, provision, type RoomDatabases, roomUrl } from './provision.ts';
import { eachRoom, rooms } from './rooms.ts';
import type { Secrets } from './secrets.ts';
import { claimServer, ownerOf } from './server-owner-store.ts';

export interface Databases {
  databases: RoomDatabases;
  secrets: Secrets;
  stop: () => Promise<void>;
}

/** The server, a role and a database a room on it, each migrated. The data folder is claimed by the caller. */
export async function openDatabases(
  dataDir: string,
  databaseUrl: string | undefined,
  step: Progress['step'],
  lost?: Lost,
): Promise<Databases> {
  const server = await step(
    'database',
    () => openServer(dataDir, databaseUrl, lost),
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
    return { databases, secrets, stop: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

const toldGone = (gone: readonly string[]): string => (gone.length === 0 ? '' : `; no room any more, its data is kept: ${gone.join(', ')}`);
