import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readOptions } from './options.ts';
import { findPgbench } from './pgbench.ts';
import { findCompiler } from './preload.ts';
import { shapes } from './shapes.ts';

const run = promisify(execFile);

/** Ends with the test, and takes its servers along. */
async function bench(...args: string[]): Promise<void> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  await run(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), ...args], { signal: stop.signal });
}

test('a quick run places orders every way, and its report has every row', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const out = join(folder, 'REPORT.md');
  await bench('--quick', '--seconds', '0.3', '--out', out);
  const report = readFileSync(out, 'utf8');
  const lines = report.split('\n');
  const { groups } = readOptions(['--quick'], findPgbench() !== undefined, findCompiler() !== undefined);
  for (const shape of new Set(groups.flatMap((group) => group.shapes)))
    for (const clients of new Set(groups.map((group) => group.clients))) {
      const rows = lines.filter((line) => line.startsWith(`| ${shapes[shape]} | ${clients} |`));
      const cells = groups.filter((group) => group.clients === clients && group.shapes.includes(shape));
      expect(rows, `${shape}, ${clients} clients`).toHaveLength(cells.length);
    }
  expect(report).not.toContain('NaN');
  const asked = lines.filter((line) => /\| (yes|\*\*no\*\*) \|$/.test(line));
  const unmeasured = [
    'saga, 64 clients on 1,000 SKUs |',
    'saga, 64 clients on 10 SKUs',
    'every sync 2 ms slower',
    'gateway, 64 clients',
    'a room, 64 clients',
    ...(findPgbench() ? [] : ['by pgbench']),
  ];
  expect(asked).toHaveLength(9 - unmeasured.length);
  for (const what of unmeasured) expect(lines.find((line) => line.includes(what) && line.includes('not measured'))).toBeDefined();
  expect(report).toContain('| orders.orders | 1 |');
  expect(report).toContain('| inventory.hold_lines | 3 |');
  expect(report).toContain('| inventory.levels.reserved | 4 |');
  expect(report).toContain('| socket writes |');
  // The decision is the dearest statement of the saga, whatever else comes and goes.
  expect(report).toContain('| orders: `with decided as ( update placements');
}, 900_000);
