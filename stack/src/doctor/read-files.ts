import { readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Look, serverOf, storedIn } from './look-store.ts';
import { isWhole, pageBytes } from './page-checksum.ts';

const pagesAtOnce = 128;
const pagesInFile = 131_072;
const looks = 5;
const betweenMs = 100;

/** The cluster at `folder`, when it is the one of these databases and may be read here. */
export async function clusterOf(look: Look, folder: string): Promise<string | undefined> {
  try {
    const { identifier, checksums } = await serverOf(look);
    return checksums && readFileSync(join(folder, 'global/pg_control')).readBigUInt64LE(0) === identifier ? folder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Every page of all that a database keeps, compared with its checksum where it lies: indexes and long values, which no statement needs to
 * read, are among them. Pages are written meanwhile, and one that is read in two halves is looked at again.
 */
export async function damagedFiles(look: Look, cluster: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, path } of await storedIn(look))
    for (let part = 0; ; part += 1) {
      const file = await open(join(cluster, part === 0 ? path : `${path}.${part}`)).catch(() => undefined);
      if (!file) break;
      try {
        const blocks = await damagedPages(file, part * pagesInFile);
        if (blocks.length > 0) found.push(`${name} is damaged at block ${blocks.slice(0, 5).join(', ')}: its checksum is another one`);
      } finally {
        await file.close();
      }
    }
  return found;
}

async function damagedPages(file: FileHandle, first: number): Promise<number[]> {
  const words = new Int32Array((pagesAtOnce * pageBytes) / 4);
  const found: number[] = [];
  for (let page = 0; ; page += pagesAtOnce) {
    const { bytesRead } = await file.read(words, 0, words.byteLength, page * pageBytes);
    const whole = Math.floor(bytesRead / pageBytes);
    for (let index = 0; index < whole; index += 1) {
      const at = (index * pageBytes) / 4;
      if (isWhole(words.subarray(at, at + pageBytes / 4), first + page + index)) continue;
      if (await staysDamaged(file, page + index, first)) found.push(first + page + index);
    }
    if (whole < pagesAtOnce) return found;
  }
}

async function staysDamaged(file: FileHandle, page: number, first: number): Promise<boolean> {
  const words = new Int32Array(pageBytes / 4);
  for (let look = 0; look < looks; look += 1) {
    await sleep(betweenMs);
    const { bytesRead } = await file.read(words, 0, pageBytes, page * pageBytes);
    if (bytesRead < pageBytes || isWhole(words, first + page)) return false;
  }
  return true;
}
