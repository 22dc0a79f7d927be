import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { allOrNothing } from './all-or-nothing.ts';

function folder(): string {
  const root = mkdtempSync(join(tmpdir(), 'cartograph-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'docs/page.md'), 'before');
  return root;
}

const places = ['docs', 'subgraphs/reviews'];
const change = (root: string) => async () => {
  mkdirSync(join(root, 'subgraphs/reviews'), { recursive: true });
  writeFileSync(join(root, 'docs/page.md'), 'after');
  writeFileSync(join(root, 'docs/other.md'), 'after');
};

test('work that fails leaves everything as it was', async () => {
  const root = folder();
  const work = async () => {
    await change(root)();
    throw new Error('the last step failed');
  };
  await expect(allOrNothing(root, places, work)).rejects.toThrow('the last step failed');
  expect(readFileSync(join(root, 'docs/page.md'), 'utf8')).toBe('before');
  expect([existsSync(join(root, 'docs/other.md')), existsSync(join(root, 'subgraphs/reviews'))]).toEqual([false, false]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('work that %s interrupts leaves everything as it was', async (signal) => {
  const root = folder();
  const work = async () => {
    await change(root)();
    process.kill(process.pid, signal);
    await sleep(50);
    throw new Error('what was running has ended');
  };
  await expect(allOrNothing(root, places, work)).rejects.toThrow('what was running has ended');
  expect(readFileSync(join(root, 'docs/page.md'), 'utf8')).toBe('before');
});

test('work that succeeds stays', async () => {
  const root = folder();
  await allOrNothing(root, places, change(root));
  expect(readFileSync(join(root, 'docs/page.md'), 'utf8')).toBe('after');
  expect(existsSync(join(root, 'subgraphs/reviews'))).toBe(true);
});
