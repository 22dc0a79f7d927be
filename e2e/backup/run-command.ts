import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run <script> -- ...` as a person types it. */
export function runCommand(script: string, args: string[], env: Record<string, string>): Promise<{ code: number; output: string }> {
  const cwd = fileURLToPath(new URL('../../', import.meta.url));
  return new Promise((resolve) => {
    execFile('npm', ['run', '--silent', script, '--', ...args], { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}
