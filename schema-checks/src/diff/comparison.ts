import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Report } from './change.ts';
import type { Positions } from './positions.ts';

/** A removed type and the added one that looks like it. */
export interface TypeRename {
  to: string;
  /** Nothing but the name differs, so that what referred to it changed with it. */
  exact: boolean;
}

/** Two schemas side by side, and what the rules need to know of them. */
export interface Comparison {
  before: GraphQLSchema;
  after: GraphQLSchema;
  /** Where types stood and stand: what clients can read, and what they can send. */
  was: Positions;
  /** Removed types that live on under another name. */
  renames: ReadonlyMap<string, TypeRename>;
  /** Coordinates of references whose own change is reported: what they led to is not told again. */
  cut: Set<string>;
  /** Applied directives are compared: not with a schema from introspection, which knows none. */
  usages: boolean;
  report: Report;
}

/** The same comparison where no client could be: whatever changes there is safe. */
export const where = (reached: boolean, c: Comparison, otherwise: string): Comparison =>
  reached
    ? c
    : {
        ...c,
        report: (said) => c.report(said.level === 'safe' ? said : { ...said, level: 'safe', reason: otherwise, advice: 'Nothing to do.' }),
      };

/** Two lists by name: what both have, what only one has. */
export function match<T extends { name: string }>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((element) => [element.name, element]));
  const now = new Map(after.map((element) => [element.name, element]));
  const removed = before.filter(({ name }) => !now.has(name));
  const added = after.filter(({ name }) => !old.has(name));
  const both = after.flatMap((element): [T, T][] => {
    const counterpart = old.get(element.name);
    return counterpart ? [[counterpart, element]] : [];
  });
  return { removed, added, both };
}

/** How a type is written in messages. */
export const nameOfKind = (type: GraphQLNamedType): string => {
  const names: Record<string, string> = {
    GraphQLScalarType: 'scalar',
    GraphQLObjectType: 'object type',
    GraphQLInterfaceType: 'interface',
    GraphQLUnionType: 'union',
    GraphQLEnumType: 'enum',
    GraphQLInputObjectType: 'input type',
  };
  return names[type[Symbol.toStringTag]] ?? 'type';
};

/** `string` with its first letter in capitals. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** At most three names, the rest counted. */
export const some = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
