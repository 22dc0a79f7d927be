import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The program, or undefined where it is not installed (apt-get install redis-server). */
export const redisProgram: string | undefined = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
  .map((folder) => join(folder, 'redis-server'))
  .find((file) => existsSync(file));

export interface RedisServer {
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** It holds its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
}

/** A Redis server that keeps nothing, on a port that stays. */
export async function prepareRedis(): Promise<RedisServer> {
  const port = await freePort();
  let program: ChildProcess | undefined;
  const stop = async (): Promise<void> => {
    const ended = program && new Promise((resolve) => program?.once('exit', resolve));
    program?.kill('SIGKILL');
    await ended;
    program = undefined;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    start: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'cartograph-redis-'));
      program = spawn(String(redisProgram), ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      for await (const lines of program.stdout ?? []) if (String(lines).includes('Ready to accept connections')) break;
    },
    stop,
    freeze: () => void program?.kill('SIGSTOP'),
    thaw: () => void program?.kill('SIGCONT'),
  };
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
