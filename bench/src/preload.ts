import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, existsSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

/** What PostgreSQL did so far, in all its processes. */
export interface Asked {
  /** WAL written through to the disk. */
  fsyncs: number;
  /** Times that PostgreSQL answered a client and was asked again. */
  roundTrips: number;
}

/** The other side of slow-fdatasync.c: three 64-bit numbers in a file. */
export interface Preload {
  /** While `start` runs, whatever is started has it loaded. */
  within<T>(start: () => Promise<T>): Promise<T>;
  read(): Asked;
  /** From now on every sync of the server takes so much longer. */
  slowDown(ms: number): void;
  stop(): void;
}

/** The C compiler of the PATH. */
export const findCompiler = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(':')
    .map((folder) => join(folder, 'cc'))
    .find((path) => existsSync(path));

export function compilePreload(compiler: string, folder: string): Preload {
  const page = join(folder, 'page');
  const library = join(folder, 'slow-fdatasync.so');
  const source = fileURLToPath(new URL('slow-fdatasync.c', import.meta.url));
  execFileSync(compiler, ['-O2', '-shared', '-fPIC', `-DPAGE="${page}"`, '-o', library, source, '-ldl']);
  writeFileSync(page, Buffer.alloc(24));
  // PostgreSQL may run as another user.
  chmodSync(page, 0o666);
  const file = openSync(page, 'r+');
  return {
    within: async (start) => {
      process.env['LD_PRELOAD'] = library;
      try {
        return await start();
      } finally {
        delete process.env['LD_PRELOAD'];
      }
    },
    read: () => {
      const words = new BigUint64Array(3);
      readSync(file, words, 0, 24, 0);
      return { fsyncs: Number(words[1]), roundTrips: Number(words[2]) };
    },
    slowDown: (ms) => void writeSync(file, new BigUint64Array([BigInt(Math.round(ms * 1_000))]), 0, 8, 0),
    stop: () => closeSync(file),
  };
}

/** Throws when a delay does not reach the server, since then nothing that is measured with one would mean anything. */
export async function proveDelay(preload: Preload, db: pg.Client): Promise<void> {
  const ms = 50;
  const before = preload.read();
  preload.slowDown(ms);
  const began = performance.now();
  await db.query('create table synced ()');
  const took = performance.now() - began;
  preload.slowDown(0);
  await db.query('drop table synced');
  const { fsyncs, roundTrips } = preload.read();
  if (took < ms || fsyncs < before.fsyncs + 2 || roundTrips < before.roundTrips + 2)
    throw new Error(`PostgreSQL does not see slow-fdatasync.so: a commit that should take ${ms} ms took ${took.toFixed(1)} ms`);
}
