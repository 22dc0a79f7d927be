import { type ChildProcess, spawn } from 'node:child_process';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Program, watchProgram } from './watch-program.ts';

export type { Program };

const running = new Set<ChildProcess>();
// A run that ends in the middle of a test leaves nothing behind.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** What npm's scripts and the container load first. */
export const preflight = new URL('../../kit/preflight.js', import.meta.url).href;

/** Where npm's scripts keep it, too. */
export const compiledCode = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url));

/** `node <file>`, with nothing in its environment of ours but PATH and what makes it start sooner; file is seen from the top of the repository. */
export function runProgram(file: string, env: Record<string, string>): Program {
  const args = ['--import', preflight, fileURLToPath(new URL(`../../${file}`, import.meta.url))];
  return runCommand(process.execPath, args, { NODE_COMPILE_CACHE: compiledCode, ...env });
}

export function runCommand(command: string, args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(command, args, { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  return watchProgram(child, args.at(-1) ?? command, () => running.delete(child));
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
