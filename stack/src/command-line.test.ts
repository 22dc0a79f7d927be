import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { parseCommandLine } from './command-line.ts';

const root = mkdtempSync(join(tmpdir(), 'cartograph-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const run = (file: string, dataDir: string, argument: string) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, `${file}.ts`), argument], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', SEED: 'none' },
  });

test.each(['main', 'status', 'doctor', 'db'])('%s says how it is used, and does nothing', { timeout: 30_000 }, async (file) => {
  const dataDir = join(root, file);
  const { stdout, stderr } = await run(file, dataDir, '--help');
  expect(stdout).toMatch(/^npm [\w -]+: .+\n\nOptions[^]+--help[^]+Environment:\n {2}DATA_DIR/);
  expect(stderr).toBe('');
  expect(existsSync(dataDir)).toBe(false);
});

test('reset deletes nothing when asked for help or misspelt', { timeout: 30_000 }, async () => {
  const dataDir = mkdtempSync(join(root, 'kept-'));
  writeFileSync(join(dataDir, 'postgres.log'), '');
  expect((await run('reset', dataDir, '--help')).stdout).toContain('--force');
  const stderr = "Unknown option '--forse': nothing was done; npm run reset -- --help says what there is.\n";
  await expect(run('reset', dataDir, '--forse')).rejects.toMatchObject({ code: 1, stdout: '', stderr });
  expect(existsSync(join(dataDir, 'postgres.log'))).toBe(true);
});

test('an argument that a command does not know is one sentence', () => {
  const command = { name: 'npm run reset', does: 'deletes all data.', options: { force: 'stops it first' }, reads: [] };
  expect(parseCommandLine(command, ['--force'])).toEqual({ flags: { force: true } });
  expect(parseCommandLine(command, [])).toEqual({ flags: { force: false } });
  for (const argument of ['--forse', '-f', 'all', '--force=no'])
    expect(() => parseCommandLine(command, [argument])).toThrow(/^[^\n]+: nothing was done; npm run reset -- --help says what there is\.$/);
});

test('help lists each option and variable', () => {
  const command = { name: 'npm run reset', does: 'deletes all data.', options: { force: 'stops it first' }, reads: ['DATA_DIR'] as const };
  for (const argument of ['-h', '--help'])
    expect(parseCommandLine(command, [argument]).help).toMatch(/--force +stops it first\n +--help[^]+\n +DATA_DIR +/);
});
