import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedOf, saidBy } from '@cartograph/schema/cases/expectation';
import { readCases } from '@cartograph/schema/cases/read-cases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkOut, plantCases } from './plant-cases.ts';
import { runCheck } from './run-check.ts';
import { turns } from './turns.ts';

const cases = readCases();
// Processor time is what a check costs: more than two at once wait for each other.
const inTurn = turns(2);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cartograph-planted-'));
  plantCases(join(folder, 'repository'), cases, new Date());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.concurrent('a change on a branch of a real repository', () => {
  test.each(cases)('$name: $title', (given) =>
    inTurn(async () => {
      const { name, base, expect: wanted } = given;
      const project = await checkOut(join(folder, 'repository'), name);
      const { exitCode, report, stderr } = await runCheck(project, base ?? `base/${name}`, join(folder, 'compiled'));
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
