import { type ASTNode, type GraphQLSchema, getNamedType, isInputObjectType } from 'graphql';
import type { KnownOperation } from '../model.ts';
import { type SeenVariables, seenVariables } from './seen-variables.ts';
import { type OperationUses, usesOf } from './uses.ts';

/** One operation at one key of the index. */
export interface Use {
  user: OperationUses;
  nodes: readonly ASTNode[];
}

/** Who uses what of one schema: each operation is read once, and a change is one look-up. */
export interface UseIndex {
  schema: GraphQLSchema;
  /** How many operations are in it. */
  size: number;
  find: (key: string) => readonly Use[];
  /** Operations with variables whose type is the input type or leads to it. */
  byVariables: (type: string) => Use[];
  /** Undefined when nobody knows what the variables hold. */
  seen: (user: OperationUses) => SeenVariables | undefined;
}

export function indexUses(operations: readonly KnownOperation[], schema: GraphQLSchema): UseIndex {
  const index = new Map<string, Use[]>();
  for (const operation of operations) {
    const user = usesOf(operation, schema);
    for (const [key, nodes] of user.nodes) {
      const uses = index.get(key);
      if (uses) uses.push({ user, nodes });
      else index.set(key, [{ user, nodes }]);
    }
  }
  const find = (key: string): readonly Use[] => index.get(key) ?? [];
  const leadingTo = inputReach(schema);
  const seen = new Map<OperationUses, SeenVariables | undefined>();
  return {
    schema,
    size: operations.length,
    find,
    byVariables: (type) => {
      const users = new Map<OperationUses, ASTNode[]>();
      for (const name of leadingTo(type))
        for (const { user, nodes } of find(`var ${name}`)) users.set(user, [...(users.get(user) ?? []), ...nodes]);
      return [...users].map(([user, nodes]) => ({ user, nodes }));
    },
    seen: (user) => {
      if (!seen.has(user)) seen.set(user, seenVariables(user.operation, schema));
      return seen.get(user);
    },
  };
}

/** For an input type: itself and every input type that holds it, at whatever depth. */
function inputReach(schema: GraphQLSchema): (type: string) => ReadonlySet<string> {
  const holders = new Map<string, Set<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const held = getNamedType(field.type).name;
      const known = holders.get(held);
      if (known) known.add(type.name);
      else holders.set(held, new Set([type.name]));
    }
  }
  const found = new Map<string, ReadonlySet<string>>();
  return (type) => {
    const known = found.get(type);
    if (known) return known;
    const reached = new Set([type]);
    // A set goes on with what is added to it meanwhile.
    for (const name of reached) for (const holder of holders.get(name) ?? []) reached.add(holder);
    found.set(type, reached);
    return reached;
  };
}
