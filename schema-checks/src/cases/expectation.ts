import type { CheckReport, Finding, JudgedChange } from '../model.ts';
import type { ExpectedChange, ExpectedFinding } from './case-schema.ts';

/** What a check says of a case, as far as the case fixes it. */
export interface Said {
  exit: number;
  changes: ExpectedChange[];
  findings: ExpectedFinding[];
}

/** All changes, every error and warning, and of the other findings those that the case names. Sorted, as `expected` is. */
export function saidBy({ status, sections, changes, removable }: CheckReport, named: readonly ExpectedFinding[]): Said {
  const names = new Set(named.map(keyOf));
  const findings = [...sections.flatMap((section) => section.findings), ...removable].map(findingOf);
  return {
    exit: status === 'failed' ? 1 : 0,
    changes: changes.map(changeOf).sort(byKey),
    findings: findings.filter((finding) => finding.severity !== 'info' || names.has(keyOf(finding))).sort(byKey),
  };
}

export const expectedOf = (expect: Said): Said => ({
  exit: expect.exit,
  changes: [...expect.changes].sort(byKey),
  findings: [...expect.findings].sort(byKey),
});

const changeOf = ({ kind, path, detail, scope, level, verdict, hits }: JudgedChange): ExpectedChange => ({
  kind,
  path,
  ...(detail === undefined ? {} : { detail }),
  scope,
  level,
  verdict: verdict.kind,
  because: verdict.because,
  operations: [...new Set(hits.map(({ operation }) => operation))].sort(),
});

const findingOf = ({ rule, path, severity }: Finding): ExpectedFinding => ({ rule, ...(path === undefined ? {} : { path }), severity });

const keyOf = (value: object): string => JSON.stringify(value, Object.keys(value).sort());
const byKey = (one: object, other: object): number => (keyOf(one) < keyOf(other) ? -1 : 1);
