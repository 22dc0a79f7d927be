// Everything but tests, each step even when an earlier one failed. Codegen goes first: lint, types and knip read its output.
import { spawnSync } from 'node:child_process';

const steps = ['codegen', 'format:check', 'lint', 'types', 'knip', 'lockcheck'];
const generated = ['schema:compose', 'schema:contract', 'schema:docs', 'schema:events'].map((name) => [name, '--', '--check']);

const failed = [];
for (const [name, ...args] of [...steps.map((step) => [step]), ...generated]) {
  const from = Date.now();
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', name, ...args], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(15)} ${((Date.now() - from) / 1000).toFixed(1)} s`);
  if (status === 0) continue;
  failed.push(name);
  console.log(`${stdout}${stderr}`.trimEnd());
}
if (failed.length > 0) {
  console.error(`failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
