import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `absent`: nothing is there. `whole`: a server can start on it. `unfinished`: initdb was killed, nobody ever kept anything there. */
export type ClusterState = 'absent' | 'whole' | 'unfinished' | 'damaged' | 'foreign';

/** Databases that people make have numbers from here on (FirstNormalObjectId); `postgres`, which initdb makes last, has 5. */
const firstOfPeople = 16_384;

/**
 * Reads what a folder is, never by PG_VERSION alone, which initdb writes long before it ends. Only what no database of anybody is in may be
 * `unfinished`: that is made anew. A base backup (backup_label) is somebody's data, whatever else it lacks.
 */
export function readClusterState(folder: string): ClusterState {
  if (!existsSync(folder)) return 'absent';
  const has = (path: string): boolean => existsSync(join(folder, path));
  if (!has('PG_VERSION')) {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
    if (entries.length === 0) return 'absent';
    return entries.every((entry) => entry.isDirectory()) && has('pg_wal') ? 'unfinished' : 'foreign';
  }
  const control = has('global/pg_control');
  if (has('backup_label') || databasesOfPeople(folder)) return control || has('backup_label') ? 'whole' : 'damaged';
  // A postmaster writes its options down: a cluster without them is one that none ever ran on.
  return control && has('base/5/PG_VERSION') && has('postmaster.opts') ? 'whole' : 'unfinished';
}

function databasesOfPeople(folder: string): boolean {
  const base = join(folder, 'base');
  return existsSync(base) && readdirSync(base).some((name) => Number(name) >= firstOfPeople);
}
