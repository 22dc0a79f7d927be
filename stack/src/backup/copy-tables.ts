import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { type RoomName, rooms } from '../rooms.ts';
import type { CopiedFile } from './copy-files.ts';
import { copyOut, type Table } from './tables-store.ts';
import type { Cut } from './take-cut.ts';

export const pathOf = (room: RoomName, { schema, name }: Table): string => `tables/${room}/${schema}.${name}.copy`;

const tellEvery = 256 * 1024 * 1024;

/** Every table of a cut to a file of its own, one after the other: one statement at a time is all the shop notices. */
export async function copyTables({ tables, snapshots }: Cut, target: string, said: (line: string) => void): Promise<CopiedFile[]> {
  const files: CopiedFile[] = [];
  let [bytes, told] = [0, tellEvery];
  for (const room of rooms)
    for (const table of tables[room]) {
      const file = await copyTable(snapshots[room].client, table, target, pathOf(room, table), (more) => {
        bytes += more;
        for (; bytes >= told; told += tellEvery) said(`${Math.round(bytes / 1024 / 1024)} MB copied`);
      });
      files.push(file);
    }
  return files;
}

async function copyTable(
  client: pg.Client,
  table: Table,
  target: string,
  path: string,
  came: (bytes: number) => void,
): Promise<CopiedFile> {
  const place = join(target, path);
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      bytes += chunk.length;
      came(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(copyOut(client, table), counted, createWriteStream(place, { flags: 'wx', mode: 0o600, flush: true }));
  return { path, bytes, sha256: hash.digest('hex') };
}
