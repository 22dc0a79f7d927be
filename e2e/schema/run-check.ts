import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CheckReport } from '@cartograph/schema/model';

const main = fileURLToPath(new URL('../../schema/src/main.ts', import.meta.url));

export interface Checked {
  exitCode: number;
  /** Absent when the input could not be used. */
  report?: CheckReport;
  stderr: string;
}

/** `schema check` as a program of its own, in a project's folder. What Node compiled is kept in `cache` for the next one. */
export function runCheck(folder: string, base: string, cache: string): Promise<Checked> {
  const args = [main, 'check', '--base', base, '--config', 'schema.config.json', '--json', '-'];
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const exitCode = error ? Number(error.code ?? Number.NaN) : 0;
      if (stdout === '') return resolve({ exitCode, stderr });
      try {
        resolve({ exitCode, report: JSON.parse(stdout) as CheckReport, stderr });
      } catch {
        reject(new Error(`schema check in ${folder} printed what is no JSON: ${stdout}\n${stderr}`));
      }
    });
  });
}
