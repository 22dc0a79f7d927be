import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

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

/** So much of what a program said is kept: enough to see why it ended. */
const keptChars = 200_000;

/** A child that was started with pipes, under the name that errors call it by. `over` is told when it has ended. */
export function watchProgram(child: ChildProcess, name: string, over: () => void): Program {
  const printed = { stdout: '', stderr: '' };
  child.stdout?.on('data', (text: Buffer) => (printed.stdout = (printed.stdout + text.toString()).slice(-keptChars)));
  child.stderr?.on('data', (text: Buffer) => (printed.stderr = (printed.stderr + text.toString()).slice(-keptChars)));
  let how: string | undefined;
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    over();
    return (how = String(signal ?? code));
  });
  return {
    pid: child.pid ?? Number.NaN,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    ended,
    listening: async () => {
      for (const limit = Date.now() + 90_000; ; await sleep(10)) {
        const url = /listens on (http:\S+)/.exec(printed.stdout)?.[1];
        if (url) return url;
        if (how !== undefined || Date.now() > limit)
          throw new Error(`${name} does not listen (${how ?? 'after 90 s'}):\n${printed.stdout}${printed.stderr}`);
      }
    },
    kill: (signal) => void child.kill(signal),
  };
}
