import { CriticalityLevel, diff } from '@graphql-inspector/core';
import {
  BreakingChangeType,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
  type GraphQLSchema,
  isInputObjectType,
} from 'graphql';
import type { Change, Level } from '../model.ts';

/** What somebody says of two schemas: levels by `KIND path` or `KIND path detail`, in our names. */
export type Said = ReadonlyMap<string, Level>;

const rank: Record<Level, number> = { safe: 0, dangerous: 1, breaking: 2 };

/** The worse level stands where one thing is said twice. */
export function gather(entries: Iterable<readonly [key: string, level: Level]>): Said {
  const said = new Map<string, Level>();
  for (const [key, level] of entries) if (rank[level] > rank[said.get(key) ?? 'safe'] || !said.has(key)) said.set(key, level);
  return said;
}

export const saidByUs = (changes: readonly Change[]): Said =>
  gather(
    changes.map(({ kind, path, detail, level }) => [
      [kind, path, ...(detail === undefined ? [] : [nameOf(kind, detail)])].join(' '),
      level,
    ]),
  );

/** Of an applied directive only its name, and its argument's. */
const nameOf = (kind: string, detail: string): string =>
  kind.startsWith('DIRECTIVE_USAGE_') && !/^DIRECTIVE_USAGE_ARGUMENT_(ADDED|REMOVED)$/.test(kind)
    ? (/^@\w+/.exec(detail)?.[0] ?? detail)
    : detail;

/** graphql-js, whose sentences are all that it gives. */
export function saidByGraphql(before: GraphQLSchema, after: GraphQLSchema): Said {
  const key = ({ type, description }: { type: BreakingChangeType | DangerousChangeType; description: string }) =>
    keyOf(after, type, description);
  return gather([
    ...findBreakingChanges(before, after).map((change) => [key(change), 'breaking'] as const),
    ...findDangerousChanges(before, after).map((change) => [key(change), 'dangerous'] as const),
  ]);
}

type Sentence = [kind: string, pattern: RegExp, key: string];

const sentences: Record<BreakingChangeType | DangerousChangeType, Sentence> = {
  [BreakingChangeType.TYPE_REMOVED]: ['TYPE_REMOVED', /^(?:Standard scalar )?(\w+) was removed/, '$1'],
  [BreakingChangeType.TYPE_CHANGED_KIND]: ['TYPE_KIND_CHANGED', /^(\w+) changed from/, '$1'],
  [BreakingChangeType.TYPE_REMOVED_FROM_UNION]: ['UNION_MEMBER_REMOVED', /^(\w+) was removed from union type (\w+)/, '$2 $1'],
  [BreakingChangeType.VALUE_REMOVED_FROM_ENUM]: ['ENUM_VALUE_REMOVED', /^(\w+) was removed from enum type (\w+)/, '$2.$1'],
  [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED]: ['INPUT_FIELD_ADDED', /field (\w+) on input type (\w+)/, '$2.$1'],
  [BreakingChangeType.IMPLEMENTED_INTERFACE_REMOVED]: [
    'OBJECT_TYPE_INTERFACE_REMOVED',
    /^(\w+) no longer implements interface (\w+)/,
    '$1 $2',
  ],
  [BreakingChangeType.FIELD_REMOVED]: ['FIELD_REMOVED', /^(\w+\.\w+) was removed/, '$1'],
  [BreakingChangeType.FIELD_CHANGED_KIND]: ['FIELD_TYPE_CHANGED', /^(\w+\.\w+) changed type/, '$1'],
  [BreakingChangeType.REQUIRED_ARG_ADDED]: ['FIELD_ARGUMENT_ADDED', /arg (\w+) on (\w+\.\w+)/, '$2($1:)'],
  [BreakingChangeType.ARG_REMOVED]: ['FIELD_ARGUMENT_REMOVED', /^(\w+\.\w+) arg (\w+)/, '$1($2:)'],
  [BreakingChangeType.ARG_CHANGED_KIND]: ['FIELD_ARGUMENT_TYPE_CHANGED', /^(\w+\.\w+) arg (\w+)/, '$1($2:)'],
  [BreakingChangeType.DIRECTIVE_REMOVED]: ['DIRECTIVE_REMOVED', /^(\w+)/, '@$1'],
  [BreakingChangeType.DIRECTIVE_ARG_REMOVED]: ['DIRECTIVE_ARGUMENT_REMOVED', /^(\w+) was removed from (\w+)/, '@$2($1:)'],
  [BreakingChangeType.REQUIRED_DIRECTIVE_ARG_ADDED]: ['DIRECTIVE_ARGUMENT_ADDED', /arg (\w+) on directive (\w+)/, '@$2($1:)'],
  [BreakingChangeType.DIRECTIVE_REPEATABLE_REMOVED]: ['DIRECTIVE_REPEATABLE_REMOVED', /from (\w+)/, '@$1'],
  [BreakingChangeType.DIRECTIVE_LOCATION_REMOVED]: ['DIRECTIVE_LOCATION_REMOVED', /^(\w+) was removed from (\w+)/, '@$2 $1'],
  [DangerousChangeType.VALUE_ADDED_TO_ENUM]: ['ENUM_VALUE_ADDED', /^(\w+) was added to enum type (\w+)/, '$2.$1'],
  [DangerousChangeType.TYPE_ADDED_TO_UNION]: ['UNION_MEMBER_ADDED', /^(\w+) was added to union type (\w+)/, '$2 $1'],
  [DangerousChangeType.OPTIONAL_INPUT_FIELD_ADDED]: ['INPUT_FIELD_ADDED', /field (\w+) on input type (\w+)/, '$2.$1'],
  [DangerousChangeType.OPTIONAL_ARG_ADDED]: ['FIELD_ARGUMENT_ADDED', /arg (\w+) on (\w+\.\w+)/, '$2($1:)'],
  [DangerousChangeType.IMPLEMENTED_INTERFACE_ADDED]: [
    'OBJECT_TYPE_INTERFACE_ADDED',
    /^(\w+) added to interfaces implemented by (\w+)/,
    '$2 $1',
  ],
  [DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE]: ['FIELD_ARGUMENT_DEFAULT_CHANGED', /^(\w+\.\w+) arg (\w+)/, '$1($2:)'],
};

function keyOf(after: GraphQLSchema, type: BreakingChangeType | DangerousChangeType, description: string): string {
  const [kind, pattern, key] = sentences[type];
  const found = pattern.exec(description);
  if (!found) throw new Error(`graphql says ${type} in other words: ${description}`);
  const path = key.replaceAll(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
  // An input's field that goes or changes is told as if it were an object's.
  const ofInput = kind.startsWith('FIELD_') && isInputObjectType(after.getType(path.split('.')[0] ?? ''));
  return `${ofInput ? 'INPUT_' : ''}${kind} ${path}`;
}

const levels = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;

/** What the inspector says of the members of a type that is new, or of a directive, is left out: the type was told. */
export async function saidByInspector(before: GraphQLSchema, after: GraphQLSchema): Promise<Said> {
  const changes: InspectorChange[] = await diff(before, after);
  const told = changes.map((change) => [`${change.type} ${pathOf(change)}`, levels[change.criticality.level]] as const);
  return gather(told.filter(([key]) => isOld(before, key)));
}

interface InspectorChange {
  type: string;
  path?: string;
  meta: Record<string, unknown>;
  criticality: { level: CriticalityLevel };
}

function pathOf({ type, path = 'schema', meta }: InspectorChange): string {
  const [, at = '', directive, argument] = /^(.*)\.@(\w+)(?:\.(\w+))?$/.exec(path) ?? [];
  if (type.startsWith('DIRECTIVE_USAGE_')) {
    const site = type.includes('ARGUMENT_DEFINITION') ? at.replace(/\.(\w+)$/, '($1:)') : at || 'schema';
    return `${site} @${directive}${argument === undefined ? '' : `(${argument}:)`}`;
  }
  const member = ['UnionMemberTypeName', 'InterfaceName', 'DirectiveLocation'].flatMap((name) =>
    [meta[`added${name}`] ?? meta[`removed${name}`]].filter((each) => typeof each === 'string'),
  );
  if (member.length > 0) return `${path} ${member.join()}`;
  const parts = path.replace(/\.@deprecated$/, '').split('.');
  return type.includes('ARGUMENT') ? `${parts.slice(0, -1).join('.')}(${parts.at(-1)}:)` : parts.join('.');
}

function isOld(before: GraphQLSchema, key: string): boolean {
  const [kind = '', path = ''] = key.split(' ');
  const [owner = ''] = path.split(/[.(]/);
  if (/^(TYPE|DIRECTIVE)_ADDED$/.test(kind) || owner === 'schema') return true;
  return owner.startsWith('@') ? Boolean(before.getDirective(owner.slice(1))) : Boolean(before.getType(owner));
}
