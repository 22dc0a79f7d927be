import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A command of the schema checks, and the folder that it is run in. */
export interface Asked {
  folder: string;
  args: string[];
}

/** What it said. */
export interface Printed {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface Checker {
  run: (asked: Asked) => Promise<Printed>;
  close: () => void;
}

/** A process that runs the command for one folder after the other, by the function that the command itself runs. One at a time. */
export function openChecker(): Checker {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), { execArgv: [] });
  return {
    run: (asked) => answered(child, asked),
    close: () => child.disconnect(),
  };
}

function answered(child: ChildProcess, asked: Asked): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the checker ended with ${code} in ${asked.folder}`));
    child.once('exit', ended);
    child.once('message', (printed) => {
      child.off('exit', ended);
      resolve(printed as Printed);
    });
    child.send(asked);
  });
}
