import type { GraphQLError, GraphQLSchema } from 'graphql';
import { renamedRoots } from '../diff/type-set.ts';
import type { Composition, KnownOperation } from '../model.ts';
import type { View } from './hitting.ts';
import { targetsOf } from './targets.ts';
import { indexUses, type UseIndex } from './use-index.ts';
import type { OperationUses } from './uses.ts';
import { validator } from './validity.ts';

/** Operations that are sent to the same place: the API, or a subgraph. */
export interface Lane {
  target: KnownOperation['target'];
  operations: readonly KnownOperation[];
  /** `gone` where there is no such subgraph, undefined where the snapshot does not know subgraphs. */
  before: GraphQLSchema | 'gone' | undefined;
  after: GraphQLSchema | 'gone' | undefined;
  errorsBefore: (operation: KnownOperation) => readonly GraphQLError[];
  errorsAfter: (operation: KnownOperation) => readonly GraphQLError[];
  /** Made when the first change asks; undefined without an old schema. */
  view: () => View | undefined;
}

/** Lanes by the name of their subgraph; the API's is `undefined`. */
export type Lanes = ReadonlyMap<string | undefined, Lane>;

export function lanesOf(operations: readonly KnownOperation[], before: Composition, after: Composition): Lanes {
  const byTarget = new Map<string | undefined, KnownOperation[]>();
  for (const operation of operations) {
    const name = subgraphOf(operation);
    const known = byTarget.get(name);
    if (known) known.push(operation);
    else byTarget.set(name, [operation]);
  }
  const [old, now] = [targetsOf(before), targetsOf(after)];
  return new Map([...byTarget].map(([name, all]) => [name, laneOf(targetOf(name), all, old, now)]));
}

function laneOf(target: Lane['target'], operations: readonly KnownOperation[], old: Find, now: Find): Lane {
  const [before, after] = [old(target), now(target)];
  const errorsBefore = errorsIn(before);
  const errorsAfter = errorsIn(after);
  let view: View | undefined;
  return {
    target,
    operations,
    before,
    after,
    errorsBefore,
    errorsAfter,
    view: () => {
      if (before === undefined || before === 'gone' || after === undefined) return undefined;
      // Of a subgraph that is gone nothing is left to compare with, and nothing that asks for it passes.
      const now = after === 'gone' ? before : after;
      view ??= {
        index: byNewRoots(indexUses(operations, before), before, now),
        before,
        after: now,
        errorsOf: ({ operation }: OperationUses) => errorsAfter(operation),
      };
      return view;
    },
  };
}

/** What changes within a root type of another name is told by the new name, operations are read by the old one. */
function byNewRoots(index: UseIndex, before: GraphQLSchema, after: GraphQLSchema): UseIndex {
  const names = new Map([...renamedRoots({ before, after })].map(([old, { name }]) => [name, old]));
  return names.size === 0 ? index : { ...index, find: (key) => index.find(key.replace(/^\w+/, (name) => names.get(name) ?? name)) };
}

type Find = ReturnType<typeof targetsOf>;

function errorsIn(schema: Lane['before']): (operation: KnownOperation) => readonly GraphQLError[] {
  if (schema === undefined || schema === 'gone') return () => [];
  const errorsOf = validator(schema);
  return ({ document }) => errorsOf(document);
}

const subgraphOf = ({ target }: KnownOperation): string | undefined => (target.kind === 'api' ? undefined : target.subgraph);
const targetOf = (name: string | undefined): Lane['target'] =>
  name === undefined ? { kind: 'api' } : { kind: 'subgraph', subgraph: name };
