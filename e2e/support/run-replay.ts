import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run replay -- ...` as a person types it. */
export function runReplay(dataDir: string, ...args: string[]): Promise<{ exitCode: number; output: string }> {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  const env = { ...process.env, DATA_DIR: dataDir };
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', 'replay', '--', ...args], { cwd, env }, (error, stdout, stderr) =>
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}
