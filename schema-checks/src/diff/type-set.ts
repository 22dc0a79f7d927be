import { type GraphQLNamedType, type GraphQLObjectType, isIntrospectionType, isSpecifiedScalarType, type OperationTypeNode } from 'graphql';
import { draft, harmless } from './change.ts';
import { type Comparison, nameOfKind, sentence, some, type TypeRename } from './comparison.ts';
import type { ChangeKind } from './kinds.ts';
import { compareNewImplementer } from './memberships.ts';
import { cutReferences, positionsOf } from './positions.ts';

/** Types by name: what both schemas have, what only one has. Root types are paired by what they are for, whatever their name. */
export interface TypeSet {
  removed: GraphQLNamedType[];
  added: GraphQLNamedType[];
  both: [GraphQLNamedType, GraphQLNamedType][];
}

const own = (type: GraphQLNamedType): boolean => !isIntrospectionType(type) && !isSpecifiedScalarType(type);

const operations = ['query', 'mutation', 'subscription'] as OperationTypeNode[];
const rootKinds: Record<OperationTypeNode, ChangeKind> = {
  query: 'SCHEMA_QUERY_TYPE_CHANGED',
  mutation: 'SCHEMA_MUTATION_TYPE_CHANGED',
  subscription: 'SCHEMA_SUBSCRIPTION_TYPE_CHANGED',
};

/** Root types that go by another name, by the old one. */
export function renamedRoots({ before, after }: Pick<Comparison, 'before' | 'after'>): Map<string, GraphQLObjectType> {
  const moved = new Map<string, GraphQLObjectType>();
  for (const operation of operations) {
    const [old, now] = [before.getRootType(operation), after.getRootType(operation)];
    if (old && now && old.name !== now.name && !after.getType(old.name) && !before.getType(now.name)) moved.set(old.name, now);
  }
  return moved;
}

export function pairTypes({ before, after }: Pick<Comparison, 'before' | 'after'>): TypeSet {
  const moved = renamedRoots({ before, after });
  const newRoots = new Set([...moved.values()].map(({ name }) => name));
  const set: TypeSet = { removed: [], added: [], both: [] };
  for (const old of Object.values(before.getTypeMap()).filter(own)) {
    const now = moved.get(old.name) ?? after.getType(old.name);
    if (now) set.both.push([old, now]);
    else set.removed.push(old);
  }
  for (const now of Object.values(after.getTypeMap()).filter(own)) {
    if (!newRoots.has(now.name) && !before.getType(now.name)) set.added.push(now);
  }
  return set;
}

/** Reports what became of the roots; gives the names of types that nothing more is to be said of. */
export function compareRoots({ before, after, cut, report }: Comparison): Set<string> {
  const told = new Set<string>();
  for (const operation of operations) {
    const [old, now] = [before.getRootType(operation)?.name, after.getRootType(operation)?.name];
    if (old === now) continue;
    if (old === undefined) {
      const words = harmless(`The schema has a ${operation} type: ${now}.`, `Nobody sends a ${operation} yet.`);
      report(draft(rootKinds[operation], now ?? '', 'safe', words));
      if (now && !before.getType(now)) told.add(now);
    } else if (now === undefined) {
      const message = `The schema has no ${operation} type any more.`;
      const reason = `Every ${operation} is refused.`;
      report(draft(rootKinds[operation], old, 'breaking', { message, reason, advice: `Keep ${old} until nobody sends a ${operation}.` }));
      if (after.getType(old)) continue;
      told.add(old);
      for (const field of Object.keys(before.getRootType(operation)?.getFields() ?? {})) cut.add(`${old}.${field}`);
    } else {
      const message = `The ${operation} type is ${now} instead of ${old}.`;
      const reason = `Fragments on ${old} are refused, and so are fields that ${now} does not have.`;
      report(
        draft(rootKinds[operation], old, 'breaking', {
          message,
          reason,
          advice: `Keep the name ${old}: clients may write it in fragments.`,
        }),
      );
    }
  }
  return told;
}

export function reportAdded(c: Comparison, type: GraphQLNamedType): void {
  const words = harmless(`${sentence(nameOfKind(type))} ${type.name} was added.`, 'No operation knows it yet.');
  c.report(draft('TYPE_ADDED', type.name, 'safe', words));
  compareNewImplementer(c, type);
}

/**
 * A removed type breaks by itself only what still leads to it: an interface's types, or references that changed with its name.
 * Where fields and arguments went with it they are reported, and its own removal is what follows.
 */
export function reportRemoved(c: Comparison, removed: readonly GraphQLNamedType[], entries: readonly string[]): void {
  const left = positionsOf(c.before, entries, c.cut);
  const led = cutReferences(c.before, c.cut);
  for (const type of removed) {
    const message = `${sentence(nameOfKind(type))} ${type.name} was removed.`;
    const was = c.was.output.has(type.name) || c.was.input.has(type.name);
    const is = left.output.has(type.name) || left.input.has(type.name);
    if (is) {
      const reason = 'Operations that name it in a fragment or a variable are refused.';
      c.report(draft('TYPE_REMOVED', type.name, 'breaking', { message, reason, advice: adviceOn(type, c.renames.get(type.name)) }));
    } else {
      const causes = led.get(type.name);
      const reason = !was
        ? 'Nothing in the schema led clients to this type.'
        : causes
          ? `What led to it is reported by itself: ${some(causes)}.`
          : 'Only what is gone as well led to it, which is reported by itself.';
      c.report(draft('TYPE_REMOVED', type.name, 'safe', harmless(message, reason)));
    }
  }
}

function adviceOn({ name }: GraphQLNamedType, rename: TypeRename | undefined): string {
  if (!rename) return 'Deprecate what gives or takes it first, and remove it when no operation names it any more.';
  const folded = rename.exact ? ' What gave it gives the other, which is not told again.' : '';
  return `It looks like a rename of ${name} to ${rename.to}: keep the name ${name}, which operations may write.${folded}`;
}
