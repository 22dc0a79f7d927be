import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { findPgbench } from './pgbench.ts';
import { clientCounts, shapes, shelves } from './place-order.ts';

const run = promisify(execFile);

test('a quick run places orders every way, and its report has every row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const out = join(folder, 'REPORT.md');
  await run(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), '--quick', '--seconds', '0.3', '--out', out]);
  const report = readFileSync(out, 'utf8');
  const measured = shapes.filter((shape) => shape !== 'floor by pgbench' || findPgbench() !== undefined);
  for (const shape of measured)
    for (const clients of clientCounts) {
      const rows = report.split('\n').filter((line) => line.startsWith(`| ${shape} | ${clients} |`));
      expect(rows, `${shape}, ${clients} clients`).toHaveLength(shelves.length);
    }
  expect(report).not.toContain('NaN');
  expect(report).toContain('| orders.orders | 1 |');
  expect(report).toContain('| inventory.hold_lines | 3 |');
}, 180_000);
