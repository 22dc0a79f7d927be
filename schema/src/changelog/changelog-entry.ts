import { createHash } from 'node:crypto';
import type { JudgedChange } from '../model.ts';
import { groupOf, groups } from './groups.ts';

const scopes = { api: '', subgraph: 'federation', internal: 'between subgraphs' } as const;

/** What a change set is known by: its changes, in whatever order. */
export const changeSetId = (changes: readonly JudgedChange[]): string =>
  createHash('sha256')
    .update([...new Set(changes.map(({ id }) => id))].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);

/** One entry in Markdown with a line feed behind it; empty without changes. `label` says from where to where: `30afd71..working tree`. */
export function changelogEntry(changes: readonly JudgedChange[], label: string, date: string): string {
  if (changes.length === 0) return '';
  const sorted = [...changes].sort((one, other) => compare(one.path, other.path) || compare(one.id, other.id));
  const sections = groups.flatMap((group) => {
    const lines = sorted.filter((change) => groupOf(change) === group).map(lineOf);
    return lines.length === 0 ? [] : [`### ${group}\n\n${[...new Set(lines)].join('\n')}`];
  });
  return `${[`## ${date}, ${label}`, marker(changeSetId(changes), label), ...sections].join('\n\n')}\n`;
}

/** Hidden in a page, and what tells a second run that this entry is there. */
const marker = (set: string, label: string): string => `<!-- schema changes ${set} of ${label.replaceAll('--', '- -')} -->`;

function lineOf(change: JudgedChange): string {
  const from = [change.subgraphs.join(', '), scopes[change.scope]].filter((part) => part !== '').join('; ');
  return `- \`${change.path}\`${from && ` (${from})`}: ${[sentence(change.message), ...allowance(change)].join(' ')}`;
}

/** Why a change that would break clients is in nevertheless. */
function allowance({ level, verdict, evidence }: JudgedChange): string[] {
  if (verdict.kind === 'passes' && verdict.because === 'approved') {
    const { who, until, why } = verdict.approval;
    return [`Approved by ${who.trim()} until ${until}: ${sentence(why)}`];
  }
  return level === 'safe' || evidence === '' ? [] : [`_${sentence(evidence)}_`];
}

const sentence = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;').trim();
  const begun = line.charAt(0).toUpperCase() + line.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
