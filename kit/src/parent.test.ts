import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const preflight = join(import.meta.dirname, '../preflight.js');
const parent = join(import.meta.dirname, 'parent.ts');

/** Looks at its parent only when the file `ready` is there, as a program that takes long to read; `known`: preflight came first. */
const program = (ready: string): string => `
import { existsSync } from 'node:fs';
console.log('begun ' + process.pid);
while (!existsSync(${JSON.stringify(ready)})) await new Promise((done) => setTimeout(done, 10));
const { whenParentIsGone } = await import(${JSON.stringify(parent)});
whenParentIsGone(() => (console.log('gone'), process.exit()));
setTimeout(() => (console.log('alone'), process.exit()), 3_000);
`;

/** What a program says whose npm is killed while it is read; npm is a Node that runs it through a shell, as npm does. */
async function orphaned(nodeOptions: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [file, ready] = [join(folder, 'program.mjs'), join(folder, 'ready')];
  writeFileSync(file, program(ready));
  const command = JSON.stringify(`"${process.execPath}" ${nodeOptions} "${file}"; true`);
  const npm = spawn(process.execPath, ['-e', `require('child_process').spawn('sh', ['-c', ${command}], { stdio: 'inherit' })`], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  npm.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const closed = once(npm.stdout, 'close');
  await expect.poll(() => said, { timeout: 30_000 }).toMatch(/begun/);
  const exited = once(npm, 'exit');
  npm.kill('SIGKILL');
  await exited;
  writeFileSync(ready, '');
  await closed;
  return said.replace(/begun \d+/, '').trim();
}

test.runIf(process.platform === 'linux')('a program whose npm is killed while it is still being read does not stay behind', async () => {
  expect(await orphaned(`--import "${preflight}"`)).toBe('gone');
});

test.runIf(process.platform === 'linux')('without the early look it would: by then its shell is all that it knows', async () => {
  expect(await orphaned('')).toBe('alone');
});
