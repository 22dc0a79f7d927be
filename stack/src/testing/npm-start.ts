import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { drawPort } from '@cartograph/kit/testing/steady-ports';
import { runningPostgres } from '@cartograph/postgres/running-postgres';
import { onTestFinished } from 'vitest';
import { readSecrets } from '../secrets.ts';

const project = join(import.meta.dirname, '../../..');

export interface Started {
  output: () => string;
  /** Milliseconds from the command to the first 200 of /health/ready. */
  ready: () => Promise<number>;
  url: string;
  /** To the whole process group, as the terminal does for Ctrl-C. */
  signal: (name: NodeJS.Signals) => void;
  /** To the node process alone, not to npm. */
  kill: () => void;
  ended: Promise<number | null>;
}

/** `npm start` as a person types it, with whatever Node comes first on PATH, in a process group of its own; `tree`: of another version. */
export function npmStart(dataDir: string, env: NodeJS.ProcessEnv = {}, script = 'start', tree = project): Started {
  const from = Date.now();
  const port = env['PORT'] ?? String(drawPort());
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: tree,
    detached: true,
    stdio: 'pipe',
    env: { ...plain(), DATA_DIR: dataDir, PORT: port, ...env },
  });
  const output = collect(child);
  const group = -(child.pid ?? Number.NaN);
  const signal = (name: NodeJS.Signals): void => send(group, name);
  onTestFinished(() => signal('SIGKILL'));
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  let over = false;
  void ended.then(() => (over = true));
  const url = `http://127.0.0.1:${port}`;
  return {
    output,
    url,
    ended,
    signal,
    kill: () => process.kill(Number(readFileSync(join(dataDir, 'lock'), 'utf8').split(':')[0]), 'SIGKILL'),
    ready: async () => {
      while (!(await isReady(url))) {
        if (over || Date.now() - from > 110_000) throw new Error(`not ready:\n${output()}`);
        await sleep(50);
      }
      return Date.now() - from;
    },
  };
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended, as it should
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** What a terminal has: nothing that npm or vitest set for us, and no `.bin` of the project on PATH. */
const plain = (): NodeJS.ProcessEnv => ({
  HOME: process.env['HOME'],
  PATH: (process.env['PATH'] ?? '')
    .split(':')
    .filter((folder) => !folder.includes('node_modules'))
    .join(':'),
});

function collect({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

/** A folder for data that is gone afterwards, with every server that was left on it. */
export function dataFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-stack-'));
  chmodSync(folder, mode);
  onTestFinished(async () => {
    const cluster = readSecrets(folder)?.cluster ?? join(folder, 'postgres');
    for (let server = runningPostgres(cluster); server; server = runningPostgres(cluster)) {
      send(server.pid, 'SIGQUIT');
      await sleep(50);
    }
    for (const path of [cluster, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  });
  return folder;
}

/** Processes whose command line names the folder, or that were started with it as DATA_DIR. */
export const processesOn = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return line.includes(folder) || environment.includes(`DATA_DIR=${folder}`) ? [`${pid} ${line}`] : [];
      } catch {
        return [];
      }
    });
