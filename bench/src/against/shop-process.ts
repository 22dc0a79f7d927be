import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endFamily, endFamilyNow } from './end-family.ts';

/** One of the two that are compared, as `npm start` runs it. */
export interface ShopProcess {
  url: string;
  /** Its processes come from this one. */
  pid: number;
  /** Resolves when an order can be placed, with the URLs of the rooms' databases. */
  ready(): Promise<Readonly<Record<string, string>>>;
  stop(): Promise<void>;
}

const readyWithinMs = 120_000;

/** `npm start` in `tree`, on data of its own. What it leaves in `stack.json` is all that we know of its inside. */
export function startShop(tree: string, dataDir: string, port: number): ShopProcess {
  // In a process group of its own: Ctrl-C is for us, and we stop it.
  const child = spawn('npm', ['run', '--silent', 'start'], {
    cwd: tree,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...plain(), DATA_DIR: dataDir, PORT: String(port), SEED: 'demo' },
  });
  const pid = child.pid ?? Number.NaN;
  const output = collect(child);
  const ended = new Promise<true>((done) => {
    for (const event of ['exit', 'error']) child.once(event, () => done(true));
  });
  const abandon = (): void => endFamilyNow(pid);
  // Before its folders are removed.
  process.prependOnceListener('exit', abandon);
  const stop = async (): Promise<void> => {
    await endFamily(pid);
    process.off('exit', abandon);
  };
  const url = `http://127.0.0.1:${port}`;
  return { url, pid, stop, ready: () => untilReady(url, ended, output).then(() => readDatabases(dataDir)) };
}

async function untilReady(url: string, ended: Promise<boolean>, output: () => string): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  for (const until = Date.now() + readyWithinMs; ; await sleep(50)) {
    if (over || Date.now() > until) throw new Error(`npm start came to nothing:\n${output()}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.status === 200) return;
  }
}

const readDatabases = (dataDir: string) =>
  (JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as { databases: Record<string, string> }).databases;

/** What a terminal has: nothing that npm set for us; both shops run on the Node that runs this. */
const plain = (): NodeJS.ProcessEnv => ({
  HOME: process.env['HOME'],
  PATH: [dirname(process.execPath), ...(process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'))].join(
    ':',
  ),
});

function collect({ stdout, stderr }: ChildProcess): () => string {
  let text = '';
  for (const stream of [stdout, stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}
