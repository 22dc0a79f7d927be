import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { compiledCode, preflight } from '../support/programs.ts';
import { type Program, watchProgram } from '../support/watch-program.ts';

const armer = new URL('arm.ts', import.meta.url).href;

export interface ArmedPrograms {
  /** As `runProgram`, with failpoints that can be armed while it runs and compiled code from the start before. */
  run(file: string, env: Record<string, string>): Program;
  /** From now on exactly these failpoints are armed in the newest process of a file, written as in CARTOGRAPH_FAILPOINTS. */
  arm(file: string, points: string): Promise<void>;
}

export function createArmedPrograms(): ArmedPrograms {
  const newest = new Map<string, ReturnType<typeof fork>>();
  const running = new Set<ReturnType<typeof fork>>();
  process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
  return {
    run: (file, env) => {
      const child = fork(fileURLToPath(new URL(`../../${file}`, import.meta.url)), {
        execArgv: ['--import', preflight, '--import', armer],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { PATH: process.env['PATH'], NODE_ENV: 'test', NODE_COMPILE_CACHE: compiledCode, ...env },
      });
      newest.set(file, child);
      running.add(child);
      return watchProgram(child, file, () => running.delete(child));
    },
    arm: async (file, points) => {
      const child = newest.get(file);
      if (!child?.connected) throw new Error(`${file} does not run`);
      const armed = once(child, 'message');
      child.send(points);
      await armed;
    },
  };
}
