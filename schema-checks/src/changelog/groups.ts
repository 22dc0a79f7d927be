import type { ChangeKind } from '../diff/kinds.ts';
import type { JudgedChange } from '../model.ts';

/** The headings of an entry, in their order. */
export const groups = ['Breaking', 'Dangerous', 'Added', 'Deprecated', 'Changed'] as const;
export type Group = (typeof groups)[number];

/** What there was not before; the rest is said of what there was. */
const additions: ReadonlySet<ChangeKind> = new Set([
  'DIRECTIVE_ADDED',
  'DIRECTIVE_ARGUMENT_ADDED',
  'ENTITY_REFERENCE_ADDED',
  'ENUM_VALUE_ADDED',
  'EVENT_ADDED',
  'EVENT_FIELD_ADDED',
  'EVENT_SEQUENCE_ADDED',
  'FIELD_ADDED',
  'FIELD_ARGUMENT_ADDED',
  'INPUT_FIELD_ADDED',
  'KEY_ADDED',
  'OBJECT_TYPE_INTERFACE_ADDED',
  'SUBGRAPH_ADDED',
  'SUBGRAPH_TYPE_ADDED',
  'TYPE_ADDED',
  'UNION_MEMBER_ADDED',
] satisfies ChangeKind[]);

export function groupOf({ level, kind }: Pick<JudgedChange, 'level' | 'kind'>): Group {
  if (level === 'breaking') return 'Breaking';
  if (level === 'dangerous') return 'Dangerous';
  if (kind.includes('DEPRECATION') && kind.endsWith('_ADDED')) return 'Deprecated';
  return additions.has(kind) ? 'Added' : 'Changed';
}

/** Words alone: many at a time, and nobody has to do anything about them. */
export const isWording = ({ level, kind }: Pick<JudgedChange, 'level' | 'kind'>): boolean =>
  level === 'safe' && kind.includes('DESCRIPTION');
