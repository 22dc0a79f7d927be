import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { preflight } from '../support/programs.ts';

export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const file = fileURLToPath(new URL('../../stack/src/admin.ts', import.meta.url));

/** `npm run admin`, with nothing of ours in its environment. It has no terminal: there is nobody to ask. */
export const runAdmin = (env: Record<string, string>, ...args: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const given = { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'warn', ...env };
    const child = execFile(process.execPath, ['--import', preflight, file, ...args], { env: given }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
    child.stdin?.end();
  });

/** What was shown to choose a password with. */
export const tokenIn = (output: string): string => /^ {2}([\w-]{43})$/m.exec(output)?.[1] ?? '';
