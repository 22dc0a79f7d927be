import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { findBinaries } from './binaries.ts';
import { readClusterState } from './cluster-state.ts';
import { serverUser } from './server-user.ts';
import { startPostgres } from './start-postgres.ts';

const starter = join(import.meta.dirname, 'testing/start-on.ts');

function shopFolder(): string {
  const base = mkdtempSync(join(tmpdir(), 'cartograph-first-'));
  chmodSync(base, 0o755);
  onTestFinished(async () => {
    await killAllOn(base);
    rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  return join(base, 'postgres');
}

/** Whatever runs on a folder: the start itself, initdb and its PostgreSQL, which is told by the environment, the server. */
function processesOn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const told = ['cmdline', 'environ'].map((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8'));
        return told.some((text) => text.includes(folder)) ? [Number(pid)] : [];
      } catch {
        return [];
      }
    });
}

async function killAllOn(folder: string): Promise<void> {
  for (let pids = processesOn(folder); pids.length > 0; pids = processesOn(folder)) {
    for (const pid of pids)
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // it has ended
      }
    await sleep(5);
  }
}

const beginStart = (dataDir: string): ChildProcess => fork(starter, [dataDir], { stdio: 'ignore' });

async function wholeFirstStart(dataDir: string): Promise<number> {
  const from = Date.now();
  const child = beginStart(dataDir);
  await once(child, 'message');
  await killAllOn(dataDir);
  return Date.now() - from;
}

/** Starts, as the next `npm start` would, and stops. */
async function startsAgain(dataDir: string, served = false): Promise<string[]> {
  const told: string[] = [];
  const server = await startPostgres({ dataDir, password: 'test', settings: ['fsync=off'], served, told: (line) => told.push(line) });
  await server.stop('fast');
  return told;
}

/** Numbers from 0 to 1, the same for the same seed. */
function* moments(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** KILLS=20 for the long form. */
const kills = Number(process.env['KILLS'] ?? 6);

test(`a first start that is killed at any of ${kills} moments is followed by one that opens the shop`, async () => {
  const takes = await wholeFirstStart(shopFolder());
  const drawn = moments(20_261_130);
  const states = new Set<string>();
  for (let count = 0; count < kills; count += 1) {
    const dataDir = shopFolder();
    const child = beginStart(dataDir);
    await sleep((drawn.next().value ?? 0) * takes);
    child.kill('SIGKILL');
    await killAllOn(dataDir);
    states.add(readClusterState(dataDir));
    await startsAgain(dataDir);
    expect(readdirSync(join(dataDir, '..'))).toEqual(['postgres']);
  }
  for (const state of states) expect(['absent', 'unfinished', 'whole']).toContain(state);
}, 300_000);

/** As versions before made it: initdb where the cluster belongs, killed as soon as `until` is there. */
async function killInitdb(dataDir: string, until: string): Promise<void> {
  const [{ initdb }, user] = [await findBinaries(), await serverUser()];
  mkdirSync(dataDir, { mode: 0o700 });
  if (user) spawnSync('chown', [`${user.uid}:${user.gid}`, dataDir]);
  const child = spawn(initdb, [`--pgdata=${dataDir}`, '--username=postgres', '--no-sync'], { ...user, stdio: 'ignore' });
  while (!existsSync(join(dataDir, until))) await sleep(1);
  child.kill('SIGKILL');
  await killAllOn(dataDir);
}

test.each([
  ['its folders only', 'pg_wal'],
  ['its version', 'PG_VERSION'],
  ['its control file', 'global/pg_control'],
  ['half a database', 'base/5'],
])(
  'what an earlier version left of a first start that was killed, %s, is made anew and told; after a server ran on it, it is refused',
  async (_left, until) => {
    const dataDir = shopFolder();
    await killInitdb(dataDir, until);
    expect(readClusterState(dataDir)).toBe('unfinished');
    await expect(startsAgain(dataDir, true)).rejects.toThrow(
      /^DATA_DIR: files of the PostgreSQL cluster at .* are missing; restore a backup/,
    );
    expect(await startsAgain(dataDir)).toEqual([expect.stringMatching(/nothing was kept there: PostgreSQL's files are made anew\.$/)]);
    expect(await startsAgain(dataDir)).toEqual([]);
  },
  120_000,
);

test('files that are missing of a cluster with somebody’s database are told, and the rest is left as it is', async () => {
  const dataDir = shopFolder();
  await startsAgain(dataDir);
  mkdirSync(join(dataDir, 'base/16384'));
  const control = join(dataDir, 'global/pg_control');
  renameSync(control, `${control}.away`);
  await expect(startsAgain(dataDir)).rejects.toThrow(/^DATA_DIR: files of the PostgreSQL cluster/);
  expect(existsSync(join(dataDir, 'base/16384'))).toBe(true);
}, 120_000);

test('a folder with other files is no place for a cluster, and is left alone', async () => {
  const dataDir = shopFolder();
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'diary.txt'), 'dear diary');
  await expect(startsAgain(dataDir)).rejects.toThrow(/holds files that are no PostgreSQL cluster; choose another folder\.$/);
  expect(readFileSync(join(dataDir, 'diary.txt'), 'utf8')).toBe('dear diary');
});

test('without that look a cluster that was never finished starts no server: PG_VERSION alone says nothing', async () => {
  const dataDir = shopFolder();
  await killInitdb(dataDir, 'PG_VERSION');
  const [{ postgres }, user] = [await findBinaries(), await serverUser()];
  expect(existsSync(join(dataDir, 'PG_VERSION'))).toBe(true);
  const { status, stderr } = spawnSync(postgres, ['-D', dataDir], { ...user, encoding: 'utf8', timeout: 60_000 });
  expect([status, stderr]).toEqual([expect.any(Number), expect.stringMatching(/pg_control|postgresql\.conf/)]);
  expect(status).not.toBe(0);
});
