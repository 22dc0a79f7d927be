import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { project } from './checkout.ts';

const git = (args: string[], env: NodeJS.ProcessEnv = {}, input = ''): string =>
  execFileSync('git', ['-C', project, ...args], { encoding: 'utf8', env: { ...process.env, ...env }, input }).trim();

/** A run whose every folder lies in one that must be empty afterwards. */
function against(ref: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-compare-'));
  chmodSync(folder, 0o755);
  const args = [
    '--import',
    './kit/preflight.js',
    'bench/src/main.ts',
    '--against',
    ref,
    '--rounds',
    '1',
    '--seconds',
    '0.3',
    '--clients',
    '1',
  ];
  const child = spawn(process.execPath, args, { cwd: project, env: { ...process.env, TMPDIR: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (printed += text.toString()));
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code);
  const leftBehind = (): string[] => [
    ...readdirSync(folder),
    ...processesIn(folder),
    ...git(['worktree', 'list'])
      .split('\n')
      .filter((line) => line.includes(folder)),
  ];
  return { ended, leftBehind, printed: () => printed, interrupt: () => child.kill('SIGINT') };
}

test('a short run beside the last commit prints every figure and its sentence, and leaves nothing behind', async () => {
  const { ended, leftBehind, printed } = against('HEAD');
  expect(await ended, printed()).toBe(0);
  const ratio = /\d\.\d\d \(\d\.\d\d to \d\.\d\d\) {3}\d\.\d\d \.\. \d\.\d\d$/;
  const lines = printed().split('\n');
  expect(lines.filter((line) => ratio.test(line))).toHaveLength(8);
  expect(lines.some((line) => /^after\/before, against [0-9a-f]{10}: processor time per order \d/.test(line))).toBe(true);
  expect(printed()).not.toContain('NaN');
  await expect.poll(leftBehind).toEqual([]);
}, 300_000);

test('stopped in the middle it leaves nothing behind', async () => {
  const { ended, leftBehind, printed, interrupt } = against('HEAD');
  await expect.poll(printed, { timeout: 250_000 }).toContain('Warming both up.');
  interrupt();
  await ended;
  await expect.poll(leftBehind).toEqual([]);
}, 300_000);

test('a commit that does not start is told with what it said, and leaves nothing behind', async () => {
  const { ended, leftBehind, printed } = against(brokenCommit());
  expect(await ended).toBe(1);
  expect(printed()).toContain('npm start came to nothing:\nno shop today');
  await expect.poll(leftBehind).toEqual([]);
}, 300_000);

/** Those that work in there, and those that were told to keep their temporary files there. */
const processesIn = (folder: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      if (readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)) return true;
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`TMPDIR=${folder}`);
    } catch {
      return false;
    }
  });

/** HEAD with another main, of no branch. */
function brokenCommit(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-broken-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const who = { GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.com' };
  const env = { GIT_INDEX_FILE: join(folder, 'index'), ...who };
  git(['read-tree', 'HEAD'], env);
  const blob = git(['hash-object', '-w', '--stdin'], {}, "console.error('no shop today');\nprocess.exit(1);\n");
  git(['update-index', '--cacheinfo', `100644,${blob},stack/src/main.ts`], env);
  return git(['commit-tree', git(['write-tree'], env), '-p', 'HEAD', '-m', 'broken'], env);
}
