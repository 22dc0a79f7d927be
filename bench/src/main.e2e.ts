import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findPgbench } from './pgbench.ts';
import { findCompiler } from './preload.ts';
import { clientCounts, shapeNames, shapes, shelves } from './shapes.ts';

const run = promisify(execFile);

const bench = (...args: string[]) => run(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), ...args]);

test('a quick run places orders every way, and its report has every row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const out = join(folder, 'REPORT.md');
  await bench('--quick', '--seconds', '0.3', '--out', out);
  const report = readFileSync(out, 'utf8');
  const lines = report.split('\n');
  const measured = shapeNames.filter((shape) => shape !== 'pgbench' || findPgbench() !== undefined);
  const slowly = new Set(findCompiler() ? ['floor', 'transaction', 'saga'] : []);
  for (const shape of measured)
    for (const clients of clientCounts) {
      const rows = lines.filter((line) => line.startsWith(`| ${shapes[shape]} | ${clients} |`));
      const slow = clients === 64 && slowly.has(shape) ? shelves.length : 0;
      expect(rows, `${shape}, ${clients} clients`).toHaveLength(shelves.length + slow);
    }
  expect(report).not.toContain('NaN');
  expect(lines.filter((line) => line.includes('not measured'))).toHaveLength((findCompiler() ? 0 : 1) + (findPgbench() ? 0 : 1));
  expect(report).toContain('| orders.orders | 1 |');
  expect(report).toContain('| inventory.hold_lines | 3 |');
  expect(report).toContain('| inventory.levels.reserved | 4 |');
  expect(report).toContain('| socket writes |');
  expect(report).toContain('| orders: `insert into placements');
}, 180_000);
