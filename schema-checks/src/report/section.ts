import type { Finding, JudgedChange, Section } from '../model.ts';

/** A part that ran: it fails when one of its findings is an error. */
export const section = (name: Section['name'], findings: readonly Finding[], summary: string): Section => ({
  name,
  status: findings.some(({ severity }) => severity === 'error') ? 'failed' : 'passed',
  summary,
  findings: inOrder(findings),
});

export const skipped = (name: Section['name'], why: string): Section => ({ name, status: 'skipped', summary: why, findings: [] });

/** `2 errors, 1 warning`, or what to say of none. */
export function countFindings(findings: readonly Finding[], none: string): string {
  const counts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity === 'info' ? 'note' : severity)];
  });
  return counts.join(', ') || none;
}

/** `3 changes: 1 fails, 1 breaking that nobody uses, 1 safe`. */
export function countChanges(changes: readonly JudgedChange[]): string {
  const kinds = [
    ['fails', changes.filter(({ verdict }) => verdict.kind === 'fails')],
    ['approved', changes.filter(({ verdict }) => verdict.because === 'approved')],
    ['unused', changes.filter(({ verdict }) => verdict.because === 'unused')],
    ['dangerous', changes.filter(({ verdict }) => verdict.because === 'dangerous-allowed')],
    ['safe', changes.filter(({ verdict }) => verdict.because === 'safe')],
  ] as const;
  const parts = kinds.flatMap(([name, { length }]) =>
    length === 0 ? [] : [name === 'fails' ? `${length} ${length === 1 ? 'fails' : 'fail'}` : `${length} ${name}`],
  );
  return parts.length === 0 ? 'no changes' : `${counted(changes.length, 'change')}: ${parts.join(', ')}`;
}

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** By file, line and column, then rule and message: the same findings are always told in the same order. */
const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings
    .map((finding) => ({ finding, key: keyOf(finding) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ finding }) => finding);

const keyOf = ({ place, rule, message }: Finding): string =>
  [place?.file ?? '', padded(place?.line), padded(place?.column), rule, message].join('\0');

const padded = (number = 0): string => String(number).padStart(9, '0');
