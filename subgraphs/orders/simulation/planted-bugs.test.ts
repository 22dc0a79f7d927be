import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { asking } from '#simulation/planted-bugs/asking';
import { cancelling } from '#simulation/planted-bugs/cancelling';
import { crashedServer } from '#simulation/planted-bugs/crashed-server';
import { driving } from '#simulation/planted-bugs/driving';
import { givingUp } from '#simulation/planted-bugs/giving-up';
import { judging } from '#simulation/planted-bugs/judging';
import { machinery } from '#simulation/planted-bugs/machinery';
import { otherRooms } from '#simulation/planted-bugs/other-rooms';
import type { PlantedBug } from '#simulation/planted-bugs/planted-bug';

const bugs: readonly PlantedBug[] = [
  ...asking,
  ...driving,
  ...judging,
  ...machinery,
  ...cancelling,
  ...crashedServer,
  ...givingUp,
  ...otherRooms,
];
const room = join(import.meta.dirname, '..');
/** The seeds are fixed, so what is found once is found always; the budget keeps a change of the draws from hiding a bug that needs many. */
const budget = { buggy: 12_000, asItIs: 4_000 };

/** Runs the simulation on a copy of orders and of kit, with a bug in one of them or without. */
async function simulateCopy(bug?: PlantedBug): Promise<{ code: unknown; said: string }> {
  const root = mkdtempSync(join(tmpdir(), 'cartograph-bug-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const copy = (path: string): void =>
    cpSync(join(room, '../..', path), join(root, path), { recursive: true, filter: (from) => !from.endsWith('generated') });
  for (const part of ['src', 'simulation', 'package.json']) copy(`subgraphs/orders/${part}`);
  for (const part of ['src', 'package.json']) copy(`kit/${part}`);
  symlinkSync(join(room, '../../node_modules'), join(root, 'node_modules'));
  const folder = join(root, 'subgraphs/orders');
  // Nearer than the one above, which leads to kit as it is.
  mkdirSync(join(folder, 'node_modules/@cartograph'), { recursive: true });
  symlinkSync(join(root, 'kit'), join(folder, 'node_modules/@cartograph/kit'));
  if (bug) {
    const { file, text, by } = bug;
    const path = join(folder, file);
    const source = readFileSync(path, 'utf8');
    expect(source.split(text), `${file} has this text once: ${text}`).toHaveLength(2);
    writeFileSync(
      path,
      source.replace(text, () => by),
    );
  }
  const sagas = bug ? (bug.sagas ?? budget.buggy) : budget.asItIs;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(folder, 'simulation/main.ts'), '--seed', String(bug?.seed ?? 1), '--sagas', String(sagas), '--no-shrink'],
      { maxBuffer: 64 * 1_024 * 1_024 },
      (error, stdout, stderr) =>
        resolve({ code: error ? error.code : 0, said: /^A promise was broken: .*$/m.exec(stdout)?.[0] ?? `${stdout}${stderr}` }),
    );
  });
}

describe.concurrent('the simulation', { timeout: 900_000 }, () => {
  test('finds nothing in the code as it is', async () => {
    const { code, said } = await simulateCopy();
    expect(said).toContain('Every promise was kept.');
    expect(code).toBe(0);
  });

  test.each(bugs)('finds a planted bug: $name', async (bug) => {
    const { code, said } = await simulateCopy(bug);
    expect(said).toMatch(bug.blamed);
    expect(code).toBe(1);
  });
});
