import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { identityOf, isRunning, processMark, type StackFile, stackFileIn } from '@cartograph/kit/data-dir';
import { syncFolder } from '@cartograph/postgres/cluster';

export interface DataFolder {
  readonly path: string;
  /** Says where the stack is to be found, for single rooms, status and doctor. */
  announce(stack: Pick<StackFile, 'url' | 'databases' | 'callerSecret'>): void;
  release(): void;
}

/** Folder by folder: Node's own recursive mkdir never comes back from a file system that refuses with ENOENT, such as /proc. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolders(parent);
  mkdirSync(path, { mode: 0o755 });
}

/** What others are told of a restore that has the folder. */
export const restoring = 'npm run restore';
export const resetting = 'npm run reset';

const lockIn = (path: string): string => join(path, 'lock');

/** Makes the folder when missing and claims it for this process; `purpose` is what others are told. One process at a time. */
export function claimDataFolder(path: string, purpose: string): DataFolder {
  guard(path, () => makeFolders(path));
  const lock = lockIn(path);
  const mine = `${processMark()} ${purpose}\n${identityOf(path)}`;
  for (;;) {
    if (guard(path, () => taken(lock, mine))) break;
    const holder = readLock(lock);
    if (holder && holds(path, holder))
      throw new ConfigError(
        `DATA_DIR: ${path} is in use by process ${holder.mark.split(':')[0]} (${holder.purpose}); stop it first or choose another folder.`,
      );
    if (holder?.purpose === restoring && purpose !== restoring && purpose !== resetting)
      throw new ConfigError(`DATA_DIR: a restore to ${path} was ended before it was whole: run it again, or npm run reset to start empty.`);
    removeStale(lock, holder);
  }
  return {
    path,
    announce: (stack) =>
      writePrivately(
        stackFileIn(path),
        JSON.stringify({ process: processMark(), pid: process.pid, folder: identityOf(path), ...stack }, undefined, 2),
      ),
    release: () => {
      rmSync(stackFileIn(path), { force: true });
      rmSync(lock, { force: true });
    },
  };
}

/** Creates the lock with its content in one step, so that no other start ever reads an empty one. */
function taken(lock: string, content: string): boolean {
  const draft = `${lock}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o644 });
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

interface Holder {
  text: string;
  mark: string;
  purpose: string;
  /** The folder it was written in; empty in locks of earlier versions. */
  folder: string;
}

function readLock(lock: string): Holder | undefined {
  if (!existsSync(lock)) return undefined;
  const text = readFileSync(lock, 'utf8');
  const [line = '', folder = ''] = text.split('\n');
  const [mark = '', ...purpose] = line.split(' ');
  return { text, mark, purpose: purpose.join(' '), folder };
}

/** A lock that came along when the folder was copied is that of the original. */
const holds = (path: string, { mark, folder }: Holder): boolean => isRunning(mark) && (folder === '' || folder === identityOf(path));

/** Two starts may find the same stale lock: the one that moved away a fresh lock by mistake puts it back. */
function removeStale(lock: string, stale: Holder | undefined): void {
  if (!stale) return;
  const aside = `${lock}.${randomBytes(4).toString('hex')}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== stale.text) linkSync(aside, lock);
  } catch {
    // another start was quicker
  }
  rmSync(aside, { force: true });
}

/** Who uses the folder now, as "1234 (npm start)". */
export function holderOf(path: string): { pid: number; purpose: string } | undefined {
  const holder = readLock(lockIn(path));
  return holder && holds(path, holder) ? { pid: Number(holder.mark.split(':')[0]), purpose: holder.purpose } : undefined;
}

/**
 * Whether a restore was killed in there. Its lock is all that tells: what it left may start as a shop, whose order numbers were not left
 * out yet, or as an empty one.
 */
export function holdsUnfinishedRestore(path: string): boolean {
  const holder = readLock(lockIn(path));
  return holder?.purpose === restoring && !holds(path, holder);
}

/** Secrets and addresses are for their owner alone; the file is whole or not there, also after a power cut. */
export function writePrivately(file: string, text: string): void {
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  syncFolder(dirname(file));
}

function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`DATA_DIR: ${path} cannot be written (${code ?? 'unknown'}); choose a folder that can.`);
  }
}
