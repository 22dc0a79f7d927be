import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Driven } from './drive.ts';

const run = promisify(execFile);

/** Where Debian's postgresql package puts it (newest version), or the PATH; undefined when it is nowhere. */
export function findPgbench(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path));
}

/** Its connections are new each time, and each plans the call's statements anew for the first six calls: that belongs to no order. */
const planningCalls = 8;

/** The floor's call, made by PostgreSQL's own load generator: shows that the pg driver is not what limits the floor. */
export async function runPgbench(pgbench: string, url: string, clients: number, seconds: number, shelf: number): Promise<Driven> {
  // A machine can be too busy for any of them to get beyond its planning in that time: then again, with more of it.
  for (let planning = Math.min(2 + clients / 16, seconds * 6); ; planning *= 2) {
    const driven = await runFor(pgbench, url, clients, seconds, planning, shelf);
    if (driven.latenciesMs.length > 0) return driven;
  }
}

async function runFor(pgbench: string, url: string, clients: number, seconds: number, planning: number, shelf: number): Promise<Driven> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-pgbench-'));
  const step = Math.floor((shelf - 1) / 2);
  const script = [
    `\\set first random(0, ${shelf - 1})`,
    `\\set second (:first + random(1, ${step})) % ${shelf}`,
    `\\set third (:second + random(1, ${step})) % ${shelf}`,
    'select bench.place_order(:client_id, :first, :second, :third);',
  ];
  try {
    writeFileSync(join(folder, 'place-order.sql'), script.join('\n'));
    const time = String(Math.ceil(seconds + planning));
    const { hostname, port, username, password, pathname, searchParams } = new URL(url);
    const where = ['-h', searchParams.get('host') ?? hostname, '-p', port, '-U', username];
    const how = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', time, '-f', 'place-order.sql', '--log'];
    const env = { ...process.env, PGPASSWORD: decodeURIComponent(password) };
    await run(pgbench, [...where, ...how, pathname.slice(1)], { cwd: folder, env });
    const logs = readdirSync(folder).filter((file) => file.startsWith('pgbench_log'));
    const calls = logs.flatMap((file) => callsIn(readFileSync(join(folder, file), 'utf8')));
    const planned = Math.max(...calls.filter(({ number }) => number <= planningCalls).map(({ at }) => at));
    // On a machine too busy for all of them to get that far, the last seconds have to do.
    const from = Math.min(planned, Math.max(...calls.map(({ at }) => at)) - seconds);
    const counted = calls.filter(({ at }) => at > from);
    return { latenciesMs: counted.map(({ ms }) => ms), seconds: Math.max(...counted.map(({ at }) => at)) - from };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A line a call: client, number, microseconds it took, script, and when it ended in seconds and microseconds. */
const callsIn = (log: string): { number: number; ms: number; at: number }[] =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, number = 0, took = 0, , second = 0, microsecond = 0] = line.split(' ').map(Number);
      return { number, ms: took / 1_000, at: second + microsecond / 1e6 };
    });
