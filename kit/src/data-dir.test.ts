import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataDirOf, isRunning, processMark, runningStack, stackFileIn } from './data-dir.ts';

test('a process is told apart from another one that got its pid later', () => {
  expect(isRunning(processMark())).toBe(true);
  expect(isRunning(`${process.pid}:1@00000000`)).toBe(false);
  const { pid } = spawnSync(process.execPath, ['--version']);
  expect(isRunning(`${pid}:`)).toBe(false);
  expect(isRunning('')).toBe(false);
});

test('the address of a stack that was killed, or a broken file, counts as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-'));
  const stack = { process: processMark(), pid: process.pid, url: null, databases: {}, callerSecret: 'secret' };
  writeFileSync(stackFileIn(folder), JSON.stringify(stack));
  expect(runningStack(folder)).toEqual(stack);
  writeFileSync(stackFileIn(folder), JSON.stringify({ ...stack, process: `${process.pid}:0@0` }));
  expect(runningStack(folder)).toBeUndefined();
  writeFileSync(stackFileIn(folder), '{ "half": ');
  expect(runningStack(folder)).toBeUndefined();
});

test('DATA_DIR is relative to where the command was typed, and .data of the project without it', () => {
  expect(dataDirOf({ DATA_DIR: 'shop', INIT_CWD: '/srv' })).toBe('/srv/shop');
  expect(dataDirOf({ DATA_DIR: ' ' })).toBe(join(import.meta.dirname, '../../.data'));
});
