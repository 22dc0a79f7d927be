import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export interface Program {
  readonly pid: number;
  /** What it printed for people and machines, and what it complained of. */
  stdout(): string;
  stderr(): string;
  /** The signal that ended it, or its exit code. */
  readonly ended: Promise<string>;
  /** Where it says that it listens. Throws with all that it printed when it ends before. */
  listening(): Promise<string>;
  kill(signal: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();
// A run that ends in the middle of a test leaves nothing behind.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** `node <file>`, with nothing in its environment of ours but PATH; file is seen from the top of the repository. */
export function runProgram(file: string, env: Record<string, string>): Program {
  return runCommand(process.execPath, [fileURLToPath(new URL(`../../${file}`, import.meta.url))], env);
}

export function runCommand(command: string, args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(command, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (text: Buffer) => (printed.stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (printed.stderr += text.toString()));
  let over: string | undefined;
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    running.delete(child);
    return (over = String(signal ?? code));
  });
  return {
    pid: child.pid ?? Number.NaN,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    ended,
    listening: async () => {
      for (const limit = Date.now() + 90_000; ; await sleep(20)) {
        const url = /listens on (http:\S+)/.exec(printed.stdout)?.[1];
        if (url) return url;
        if (over !== undefined || Date.now() > limit)
          throw new Error(`${args.at(-1)} does not listen (${over ?? 'after 90 s'}):\n${printed.stdout}${printed.stderr}`);
      }
    },
    kill: (signal) => void child.kill(signal),
  };
}

/** Free a moment ago, each another. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listenOn(0)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

/** A port that somebody else has until the test ends. */
export async function takenPort(): Promise<number> {
  const server = await listenOn(0);
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const listenOn = (port: number): Promise<Server> =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed).listen(port, '127.0.0.1', () => done(server));
  });
