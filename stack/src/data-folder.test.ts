import { cpSync, existsSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runningStack } from '@cartograph/kit/data-dir';
import { afterAll, expect, test } from 'vitest';
import { claimDataFolder, holderOf, holdsUnfinishedRestore, resetting, restoring } from './data-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'cartograph-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('a folder is claimed by one at a time, and the second is told by whom', () => {
  const path = join(root, 'claimed');
  const folder = claimDataFolder(path, 'npm start');
  expect(() => claimDataFolder(path, 'npm run doctor')).toThrow(`DATA_DIR: ${path} is in use by process ${process.pid} (npm start)`);
  folder.release();
  expect(holderOf(path)).toBeUndefined();
  claimDataFolder(path, 'npm run doctor').release();
});

test('a claim that a killed process left behind counts for nothing', () => {
  const path = join(root, 'stale');
  claimDataFolder(path, 'npm start').release();
  writeFileSync(join(path, 'lock'), `${process.pid}:12@34 npm start`);
  const folder = claimDataFolder(path, 'npm start');
  expect(holderOf(path)).toEqual({ pid: process.pid, purpose: 'npm start' });
  folder.release();
});

test('what a killed restore left is no shop: only a restore or a reset takes the folder', () => {
  const path = join(root, 'half');
  const running = claimDataFolder(path, restoring);
  expect(holdsUnfinishedRestore(path)).toBe(false);
  running.release();
  writeFileSync(join(path, 'lock'), `${process.pid}:12@34 ${restoring}`);
  for (const purpose of ['npm start', 'npm run doctor', 'npm run backup'])
    expect(() => claimDataFolder(path, purpose)).toThrow(`DATA_DIR: a restore to ${path} was ended before it was whole: run it again`);
  expect(holdsUnfinishedRestore(path)).toBe(true);
  claimDataFolder(path, resetting).release();
  claimDataFolder(path, 'npm start').release();
  writeFileSync(join(path, 'lock'), `${process.pid}:12@34 ${restoring}`);
  claimDataFolder(path, restoring).release();
  expect(holdsUnfinishedRestore(path)).toBe(false);
});

test('a folder is held where it was moved to, and a copy of it by nobody', () => {
  const [path, copy, moved] = [join(root, 'original'), join(root, 'copy'), join(root, 'moved')];
  const folder = claimDataFolder(path, 'npm start');
  folder.announce({ url: 'http://127.0.0.1:1', databases: {}, callerSecret: 'secret' });
  cpSync(path, copy, { recursive: true });
  expect([holderOf(copy), runningStack(copy)]).toEqual([undefined, undefined]);
  claimDataFolder(copy, 'npm run doctor').release();
  renameSync(path, moved);
  expect(holderOf(moved)).toEqual({ pid: process.pid, purpose: 'npm start' });
  expect(runningStack(moved)).toMatchObject({ pid: process.pid });
});

test('where the stack is, is told to its owner alone and until it stops', () => {
  const path = join(root, 'announced');
  const folder = claimDataFolder(path, 'npm start');
  folder.announce({ url: 'http://127.0.0.1:1', databases: { orders: 'postgres://x' }, callerSecret: 'secret' });
  expect(runningStack(path)).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:1' });
  expect(statSync(join(path, 'stack.json')).mode & 0o777).toBe(0o600);
  folder.release();
  expect(existsSync(join(path, 'stack.json'))).toBe(false);
});

test('a folder that cannot be made is named with its variable', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => claimDataFolder(join(root, 'file', 'below'), 'npm start')).toThrow(/^DATA_DIR: .* cannot be written \(ENOTDIR\)/);
});

test.runIf(process.platform === 'linux').each(['/proc', '/proc/foo/below', '/sys/foo'])('%s keeps no data, and says so at once', (path) => {
  expect(() => claimDataFolder(path, 'npm start')).toThrow(/^DATA_DIR: .* cannot be written \(\w+\); choose a folder that can\.$/);
});
