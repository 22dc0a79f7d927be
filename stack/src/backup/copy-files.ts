import { createHash } from 'node:crypto';
import { closeSync, type Dirent, fsyncSync, mkdirSync, openSync, readdirSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface CopiedFile {
  /** Seen from the folder. */
  path: string;
  bytes: number;
  sha256: string;
}

/** Every file below a folder, as paths from there; folders end with a slash. What goes away meanwhile is not listed. */
export function* listFiles(folder: string, below = folder): Generator<string> {
  for (const entry of entriesIfThere(below)) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) {
      yield `${relative(folder, path)}/`;
      yield* listFiles(folder, path);
    } else if (entry.isFile()) yield relative(folder, path);
  }
}

function entriesIfThere(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const chunk = Buffer.allocUnsafe(1024 * 1024);

/** Copies one file that is called `path` from then on, on the disk when this returns; undefined when it is not there any more. */
export function copyFile(from: string, to: string, path: string): CopiedFile | undefined {
  const source = openIfThere(from);
  if (source === undefined) return undefined;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const target = openSync(to, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for (let read = readSync(source, chunk); read > 0; read = readSync(source, chunk)) {
      const part = chunk.subarray(0, read);
      hash.update(part);
      for (let written = 0; written < read; ) written += writeSync(target, part, written);
      bytes += read;
    }
    fsyncSync(target);
    return { path, bytes, sha256: hash.digest('hex') };
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

export interface Copied {
  folders: string[];
  files: CopiedFile[];
}

const tellEvery = 256 * 1024 * 1024;

/** Copies what is wanted of a folder to `prefix` below another one; what is listed is seen from that one. */
export async function copyTree(
  from: string,
  to: string,
  prefix: string,
  wanted: (path: string) => boolean,
  said: (line: string) => void,
): Promise<Copied> {
  const copied: Copied = { folders: [prefix], files: [] };
  let [bytes, told] = [0, tellEvery];
  for (const path of listFiles(from)) {
    if (!wanted(path)) continue;
    const name = `${prefix}/${path}`;
    if (path.endsWith('/')) {
      mkdirSync(join(to, name), { recursive: true, mode: 0o700 });
      copied.folders.push(name.slice(0, -1));
      continue;
    }
    const file = copyFile(join(from, path), join(to, name), name);
    if (!file) continue;
    copied.files.push(file);
    bytes += file.bytes;
    for (; bytes >= told; told += tellEvery) said(`${Math.round(bytes / 1024 / 1024)} MB copied`);
    // Signals are heard between two files.
    await nextTurn();
  }
  return copied;
}

export function writeText(folder: string, path: string, text: string): CopiedFile {
  writeFileSync(join(folder, path), text, { mode: 0o600, flag: 'wx', flush: true });
  return { path, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') };
}

function openIfThere(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
