import { createHash } from 'node:crypto';
import type { JudgedChange } from '../model.ts';
import { groupOf, groups, isWording } from './groups.ts';

const scopes = { api: '', subgraph: 'federation', internal: 'between subgraphs', event: 'events' } as const;

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
    const members = sorted.filter((change) => groupOf(change) === group);
    const lines = [...members.filter((change) => !isWording(change)).map(lineOf), ...wordings(members.filter(isWording))];
    return lines.length === 0 ? [] : [`### ${group}\n\n${[...new Set(lines)].join('\n')}`];
  });
  return `${[`## ${date}, ${label}`, marker(changeSetId(changes), label), ...sections].join('\n\n')}\n`;
}

/** Hidden in a page, and what tells a second run that this entry is there. */
const marker = (set: string, label: string): string => `<!-- schema changes ${set} of ${label.replaceAll('--', '- -')} -->`;

const lineOf = (change: JudgedChange): string =>
  `- \`${change.path}\`${origin(change)}: ${[sentence(change.message), ...allowance(change)].join(' ')}`;

/** One line for all descriptions of one origin. */
function wordings(changes: readonly JudgedChange[]): string[] {
  const byOrigin = new Map<string, string[]>();
  for (const change of changes) byOrigin.set(origin(change), [...(byOrigin.get(origin(change)) ?? []), `\`${change.path}\``]);
  return [...byOrigin]
    .sort(([one], [other]) => compare(one, other))
    .map(([from, paths]) => `- Descriptions${from}: ${[...new Set(paths)].join(', ')}.`);
}

/** The subgraphs that a change comes from, and whose contract it is when it is not the clients'. */
function origin({ subgraphs, scope }: JudgedChange): string {
  const parts = [subgraphs.join(', '), scopes[scope]].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` (${parts.join('; ')})`;
}

/** Why a change that would break clients is in nevertheless. Without figures, which are others the next day. */
function allowance({ level, scope, verdict, hits }: JudgedChange): string[] {
  if (verdict.kind === 'passes' && verdict.because === 'approved') {
    const { who, until, why } = verdict.approval;
    return [`Approved by ${who.trim()} until ${until}: ${sentence(why)}`];
  }
  return level !== 'safe' && verdict.kind === 'passes' && hits.length === 0
    ? [scope === 'event' ? '_No known consumer reads it._' : '_No known operation uses it._']
    : [];
}

const sentence = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('<', '&lt;').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
};

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
