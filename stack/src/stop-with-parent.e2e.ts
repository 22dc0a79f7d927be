import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { steadyPorts } from '@cartograph/kit/testing/steady-ports';
import { runningPostgres } from '@cartograph/postgres/running-postgres';
import { expect, onTestFinished, test } from 'vitest';
import { readSecrets } from './secrets.ts';
import { dataFolder } from './testing/npm-start.ts';

const project = join(import.meta.dirname, '../..');

/** What a person types, in a process group of its own; `says`: what it prints when it is up. */
async function npm(args: string[], env: Record<string, string>, says: RegExp) {
  const child = spawn('npm', args, {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { HOME: process.env['HOME'], PATH: process.env['PATH'], SEED: 'none', ...env },
  });
  const group = -(child.pid ?? Number.NaN);
  onTestFinished(() => void (alive(group) && process.kill(group, 'SIGKILL')));
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await expect.poll(() => text, { timeout: 90_000, interval: 100 }).toMatch(says);
  return { kill: (signal: NodeJS.Signals) => child.kill(signal), alive: () => alive(group) };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((free) => {
    const server = createServer().once('error', () => free(false));
    server.listen(port, '127.0.0.1', () => server.close(() => free(true)));
  });

const gone = { timeout: 15_000, interval: 100 };

test.each<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
  'npm start ends within 10 s of a %s to npm alone',
  { timeout: 120_000 },
  async (signal) => {
    const dataDir = dataFolder();
    const [taken = 0] = await steadyPorts(1);
    const shop = await npm(['start'], { DATA_DIR: dataDir, PORT: String(taken) }, /Metrics/);
    shop.kill(signal);
    await expect.poll(() => shop.alive() || existsSync(join(dataDir, 'lock')), gone).toBe(false);
    expect(await isFree(taken)).toBe(true);
  },
);

test.each<NodeJS.Signals>(['SIGTERM', 'SIGKILL'])(
  'a room, the gateway and PostgreSQL beside them end when their npm gets a %s',
  { timeout: 180_000 },
  async (signal) => {
    const dataDir = dataFolder();
    const env = { DATA_DIR: dataDir, CALLER_SECRET: 'a secret of sixteen or more' };
    const database = await npm(['run', 'db', '-w', 'stack'], env, /Rooms find their databases now/);
    const ports = await steadyPorts(2);
    const room = await npm(['start', '-w', 'subgraphs/products'], { ...env, PORT: String(ports[0]) }, /products tells its figures at/);
    const gateway = await npm(['start', '-w', 'gateway'], { ...env, PORT: String(ports[1]) }, /gateway tells its figures at/);
    for (const each of [room, gateway]) {
      each.kill(signal);
      await expect.poll(() => each.alive(), gone).toBe(false);
    }
    for (const each of ports) expect(await isFree(each)).toBe(true);
    database.kill(signal);
    const cluster = readSecrets(dataDir)?.cluster ?? '';
    await expect
      .poll(() => database.alive() || existsSync(join(dataDir, 'lock')) || runningPostgres(cluster) !== undefined, gone)
      .toBe(false);
  },
);
