import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runningStack, type StackFile } from '@cartograph/kit/data-dir';
import { prepareFolder } from '@cartograph/stack/testing/prepared-folder';
import { killHard, killPostgres } from './data-folder.ts';
import { preflight } from './programs.ts';

const program = fileURLToPath(new URL('../../stack/src/main.ts', import.meta.url));
const armer = new URL('../crash/arm.ts', import.meta.url).href;

export interface StackProcess {
  readonly url: string;
  /** As rooms find them. */
  readonly databases: StackFile['databases'];
  /** The signal that ended the process, or its exit code. */
  readonly ended: Promise<string>;
  /** From now on exactly these failpoints are armed, written as in CARTOGRAPH_FAILPOINTS. */
  arm(points: string): Promise<void>;
  /** kill -9 of the whole process group, and of PostgreSQL. */
  killEverything(): Promise<void>;
  /** kill -9 of the process group alone: PostgreSQL, which is one of its own, lives on. */
  killAlone(): Promise<void>;
  /** SIGTERM, as Ctrl-C does; gives what `ended` gives. */
  stop(): Promise<string>;
  /** What it printed. */
  output(): string;
}

/** `node stack/src/main.ts` as a process group of its own, ready to take orders. */
export async function startStackProcess(dataDir: string, seed: 'demo' | 'none' = 'demo'): Promise<StackProcess> {
  await prepareFolder(dataDir, seed);
  const printed: string[] = [];
  const child = fork(program, {
    detached: true,
    execArgv: ['--import', preflight, '--import', armer],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'),
      DATA_DIR: dataDir,
      PORT: '0',
      SEED: seed,
      LOG_LEVEL: 'warn',
    },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => printed.push(text.toString()));
  const ended = once(child, 'exit').then(([code, signal]: (number | string | null)[]) => String(signal ?? code));
  const output = (): string => printed.join('');
  let over: string | undefined;
  let expected = false;
  void ended.then((how) => {
    over = how;
    if (!expected) console.log(`the stack ended by itself (${how}):\n${output()}`);
  });
  const kill = (): void => killHard(-(child.pid ?? Number.NaN));
  const limit = Date.now() + 60_000;
  let running = runningStack(dataDir);
  for (; running?.pid !== child.pid || !running?.url; running = runningStack(dataDir)) {
    if (over !== undefined || Date.now() > limit) {
      kill();
      throw new Error(`the stack did not start (${over ?? 'no answer within 60 s'}):\n${output()}`);
    }
    await sleep(20);
  }
  return {
    url: running.url,
    databases: running.databases,
    ended,
    output,
    arm: async (points) => {
      expected = points !== '';
      const armed = once(child, 'message');
      child.send(points);
      await armed;
    },
    killEverything: async () => {
      expected = true;
      kill();
      killPostgres(dataDir);
      await ended;
    },
    killAlone: async () => {
      expected = true;
      kill();
      await ended;
    },
    stop: async () => {
      expected = true;
      child.kill('SIGTERM');
      return ended;
    },
  };
}
