import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CheckReport } from '@cartograph/schema-checks/model';
import type { Checker, Printed } from './checker.ts';

const main = fileURLToPath(new URL('../../schema-checks/src/main.ts', import.meta.url));

export interface Checked {
  exitCode: number;
  /** Absent when the input could not be used. */
  report?: CheckReport;
  stderr: string;
}

/** `schema check` as a program of its own, in a project's folder. What Node compiled is kept in `cache` for the next one. */
export async function runCheck(folder: string, base: string, cache: string): Promise<Checked> {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  const options = { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 };
  const printed = await new Promise<Printed>((resolve) => {
    execFile(process.execPath, [main, ...argumentsFor(base)], options, (error, stdout, stderr) =>
      resolve({ exitCode: error ? Number(error.code ?? Number.NaN) : 0, stdout, stderr }),
    );
  });
  return checked(folder, printed);
}

/** The same by a process that has checked other folders before. */
export const askChecker = async (checker: Checker, folder: string, base: string): Promise<Checked> =>
  checked(folder, await checker.run({ folder, args: argumentsFor(base) }));

const argumentsFor = (base: string): string[] => ['check', '--base', base, '--config', 'schema.config.json', '--json', '-'];

function checked(folder: string, { exitCode, stdout, stderr }: Printed): Checked {
  if (stdout === '') return { exitCode, stderr };
  try {
    return { exitCode, report: JSON.parse(stdout) as CheckReport, stderr };
  } catch {
    throw new Error(`schema check in ${folder} printed what is no JSON: ${stdout}\n${stderr}`);
  }
}
