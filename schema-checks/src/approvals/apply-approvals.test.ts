import { expect, test } from 'vitest';
import type { Approval, JudgedChange } from '../model.ts';
import { applyApprovals } from './apply-approvals.ts';

const today = '2026-11-21';

const change = (path: string, verdict: JudgedChange['verdict']): JudgedChange => ({
  id: `FIELD_REMOVED ${path}`,
  kind: 'FIELD_REMOVED',
  scope: 'api',
  level: 'breaking',
  path,
  subgraphs: ['products'],
  message: `${path} was removed.`,
  reason: 'Who asks for it is refused.',
  advice: 'Deprecate it first.',
  verdict,
  hits: [],
  moreHits: 0,
  evidence: 'none of 42 operations uses it',
});
const failing = change('Product.name', { kind: 'fails', because: 'used' });

const approval = (until: string, path = 'Product.name'): Approval => ({
  change: `FIELD_REMOVED ${path}`,
  why: 'The shop shows titles.',
  who: 'ada',
  until,
  place: { file: 'schema/approvals.json', line: 2, column: 3 },
});

test('an approved change passes and names its approval, the last day included', () => {
  for (const until of [today, '2027-11-21'])
    expect(applyApprovals([failing], [approval(until)], today)).toEqual({
      changes: [{ ...failing, verdict: { kind: 'passes', because: 'approved', approval: approval(until) } }],
      findings: [],
    });
});

test('an approval of one change lets no other pass', () => {
  const other = change('Product.slug', { kind: 'fails', because: 'used' });
  expect(applyApprovals([failing, other], [approval(today)], today).changes[1]).toEqual(other);
});

test('an expired approval fails the check, with its change there or not', () => {
  const expired = {
    rule: 'approval-expired',
    severity: 'error',
    path: 'Product.name',
    message: 'The approval of FIELD_REMOVED Product.name by ada ended on 2026-11-20.',
    place: { file: 'schema/approvals.json', line: 2 },
  };
  const there = applyApprovals([failing], [approval('2026-11-20')], today);
  expect(there.changes).toEqual([failing]);
  expect(there.findings).toMatchObject([expired]);
  expect(applyApprovals([], [approval('2026-11-20')], today).findings).toMatchObject([expired]);
});

test('an approval for more than a year approves nothing', () => {
  const { changes, findings } = applyApprovals([failing], [approval('2027-11-22')], today);
  expect(changes).toEqual([failing]);
  expect(findings).toMatchObject([{ rule: 'approval-too-long', severity: 'error', advice: 'Choose a date until 2027-11-21.' }]);
});

test('an approval that approves nothing is told and fails nothing', () => {
  const unused = change('Product.slug', { kind: 'passes', because: 'unused' });
  const approvals = [approval(today), approval(today, 'Product.slug')];
  expect(applyApprovals([unused], approvals, today)).toMatchObject({
    changes: [unused],
    findings: [
      { rule: 'approval-unmatched', severity: 'info', advice: 'Remove the approval.' },
      { rule: 'approval-unneeded', severity: 'info', message: expect.stringContaining('none of 42 operations uses it') },
    ],
  });
});
