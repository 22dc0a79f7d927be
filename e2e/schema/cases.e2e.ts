import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedOf, saidBy } from '@cartograph/schema-checks/cases/expectation';
import type { Case } from '@cartograph/schema-checks/cases/read-case';
import { readCases } from '@cartograph/schema-checks/cases/read-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Checker, openChecker } from './checker.ts';
import { checkOut, plantCases } from './plant-cases.ts';
import { askChecker, type Checked, runCheck } from './run-check.ts';
import { turns } from './turns.ts';

const cases = readCases();
// Processor time is what a check costs: more than two at once wait for each other.
const atOnce = 2;
const inTurn = turns(atOnce);
const idle: Checker[] = [];
let folder: string;

/** By the command itself, as a program: whatever cannot be used, and one of sixteen of the others. */
const asProgram = new Set([
  ...cases.filter(({ expect: { exit } }) => exit === 2),
  ...cases.filter(({ expect: { exit } }) => exit !== 2).filter((_, index) => index % 16 === 0),
]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-planted-'));
  plantCases(join(folder, 'repository'), cases, new Date());
  for (let count = 0; count < atOnce; count++) idle.push(openChecker());
});
afterAll(() => {
  for (const checker of idle) checker.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.concurrent('a change on a branch of a real repository', () => {
  test.each(cases)('$name: $title', (given) =>
    inTurn(async () => {
      const { expect: wanted } = given;
      const { exitCode, report, stderr } = await checkOf(given);
      if (wanted.exit === 2) {
        expect({ exitCode, stderr, report }).toEqual({ exitCode: 2, stderr: expect.stringContaining(wanted.message), report: undefined });
        expect(stderr).not.toMatch(/^ +at /m);
        return;
      }
      if (!report) throw new Error(`no report: ${stderr}`);
      expect({ exitCode, ...saidBy(report, wanted.findings) }).toEqual({ exitCode: wanted.exit, ...expectedOf(wanted) });
    }),
  );
});

/** Most are checked by a process that has checked others: what starting one costs is more than the check. */
async function checkOf(given: Case): Promise<Checked> {
  const { name, base = `base/${name}` } = given;
  const project = await checkOut(join(folder, 'repository'), name);
  if (asProgram.has(given)) return runCheck(project, base, join(folder, 'compiled'));
  const checker = idle.pop();
  if (!checker) throw new Error(`more than ${atOnce} checks at once`);
  try {
    return await askChecker(checker, project, base);
  } finally {
    idle.push(checker);
  }
}
