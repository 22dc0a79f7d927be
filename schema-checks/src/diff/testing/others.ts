import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { type BreakingChangeType, findBreakingChanges, type GraphQLSchema } from 'graphql';

/** What another tool calls breaking, by our names. */
export interface Theirs {
  tool: 'graphql' | '@graphql-inspector/core';
  kind: string;
  path: string;
  detail?: string;
  said: string;
}

export async function inspectorBreaking(before: GraphQLSchema, after: GraphQLSchema): Promise<Theirs[]> {
  const changes = await diff(before, after);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ type, path = 'schema', message }) => ({
      tool: '@graphql-inspector/core',
      kind: type,
      path: ours(withArgument(type, path, message)),
      said: message,
    }));
}

/** Of an argument that a directive gets it gives the directive's path only. */
const withArgument = (type: string, path: string, message: string): string =>
  type === 'DIRECTIVE_ARGUMENT_ADDED' ? `${path}.${/'(\w+)'/.exec(message)?.[1]}` : path;

/** `Query.a.x` and `@d.x` as coordinates; a directive applied to an element is of the element. */
function ours(path: string): string {
  const element = path.replace(/\.@.*$/, '');
  const [, owner = '', argument] = /^(\w+\.\w+|@\w+)\.(\w+)$/.exec(element) ?? [];
  return argument === undefined ? element : `${owner}(${argument}:)`;
}

const patterns: Record<BreakingChangeType, [kind: string, description: RegExp, path: (match: string[]) => string, detail?: number][]> = {
  TYPE_REMOVED: [['TYPE_REMOVED', /^(?:Standard scalar )?(\w+) was removed/, ([, type = '']) => type]],
  TYPE_CHANGED_KIND: [['TYPE_KIND_CHANGED', /^(\w+) changed from/, ([, type = '']) => type]],
  TYPE_REMOVED_FROM_UNION: [['UNION_MEMBER_REMOVED', /^(\w+) was removed from union type (\w+)/, ([, , union = '']) => union, 1]],
  VALUE_REMOVED_FROM_ENUM: [['ENUM_VALUE_REMOVED', /^(\w+) was removed from enum type (\w+)/, ([, value, type]) => `${type}.${value}`]],
  REQUIRED_INPUT_FIELD_ADDED: [
    ['INPUT_FIELD_ADDED', /^A required field (\w+) on input type (\w+)/, ([, field, type]) => `${type}.${field}`],
  ],
  IMPLEMENTED_INTERFACE_REMOVED: [
    ['OBJECT_TYPE_INTERFACE_REMOVED', /^(\w+) no longer implements interface (\w+)/, ([, type = '']) => type, 2],
  ],
  FIELD_REMOVED: [['FIELD_REMOVED', /^(\w+\.\w+) was removed/, ([, field = '']) => field]],
  FIELD_CHANGED_KIND: [['FIELD_TYPE_CHANGED', /^(\w+\.\w+) changed type/, ([, field = '']) => field]],
  REQUIRED_ARG_ADDED: [['FIELD_ARGUMENT_ADDED', /^A required arg (\w+) on (\w+\.\w+)/, ([, arg, field]) => `${field}(${arg}:)`]],
  ARG_REMOVED: [['FIELD_ARGUMENT_REMOVED', /^(\w+\.\w+) arg (\w+) was removed/, ([, field, arg]) => `${field}(${arg}:)`]],
  ARG_CHANGED_KIND: [['FIELD_ARGUMENT_TYPE_CHANGED', /^(\w+\.\w+) arg (\w+) has changed type/, ([, field, arg]) => `${field}(${arg}:)`]],
  DIRECTIVE_REMOVED: [['DIRECTIVE_REMOVED', /^(\w+) was removed/, ([, name]) => `@${name}`]],
  DIRECTIVE_ARG_REMOVED: [['DIRECTIVE_ARGUMENT_REMOVED', /^(\w+) was removed from (\w+)/, ([, arg, name]) => `@${name}(${arg}:)`]],
  REQUIRED_DIRECTIVE_ARG_ADDED: [
    ['DIRECTIVE_ARGUMENT_ADDED', /^A required arg (\w+) on directive (\w+)/, ([, arg, name]) => `@${name}(${arg}:)`],
  ],
  DIRECTIVE_REPEATABLE_REMOVED: [['DIRECTIVE_REPEATABLE_REMOVED', /^Repeatable flag was removed from (\w+)/, ([, name]) => `@${name}`]],
  DIRECTIVE_LOCATION_REMOVED: [['DIRECTIVE_LOCATION_REMOVED', /^(\w+) was removed from (\w+)/, ([, , name]) => `@${name}`, 1]],
};

export function graphqlBreaking(before: GraphQLSchema, after: GraphQLSchema): Theirs[] {
  return findBreakingChanges(before, after).map(({ type, description }) => {
    for (const [kind, pattern, path, detail] of patterns[type]) {
      const match = pattern.exec(description);
      if (match) return { tool: 'graphql', kind, path: path(match), said: description, ...(detail ? { detail: match[detail] ?? '' } : {}) };
    }
    throw new Error(`What does graphql mean by ${type}: ${description}`);
  });
}
