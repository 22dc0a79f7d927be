import type { JudgedChange } from '../model.ts';

/** The headings of an entry, in their order. */
export const groups = ['Breaking', 'Dangerous', 'Added', 'Deprecated', 'Changed'] as const;
export type Group = (typeof groups)[number];

const addsWords = /DESCRIPTION|REPEATABLE|LOCATION|DIRECTIVE_USAGE|ARGUMENT_DEFINITION/;

export function groupOf({ level, kind }: Pick<JudgedChange, 'level' | 'kind'>): Group {
  if (level === 'breaking') return 'Breaking';
  if (level === 'dangerous') return 'Dangerous';
  if (kind.includes('DEPRECATION')) return kind.endsWith('_ADDED') ? 'Deprecated' : 'Changed';
  return kind.endsWith('_ADDED') && !addsWords.test(kind) ? 'Added' : 'Changed';
}
