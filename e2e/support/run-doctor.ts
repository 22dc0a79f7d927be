import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run doctor` as a person types it; exit code 0 means that every invariant holds. */
export function runDoctor(dataDir: string): Promise<{ exitCode: number; output: string }> {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', 'doctor'], { cwd, env: { ...process.env, DATA_DIR: dataDir } }, (error, stdout, stderr) =>
      resolve({ exitCode: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}
