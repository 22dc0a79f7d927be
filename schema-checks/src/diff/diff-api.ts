import type { GraphQLSchema } from 'graphql';
import type { Change } from '../model.ts';
import { type Draft, draft, harmless, withIds } from './change.ts';
import type { Comparison } from './comparison.ts';
import { compareDirectives } from './directives.ts';
import { positionsOf } from './positions.ts';
import { findTypeRenames } from './renames.ts';
import { compareRoots, pairTypes, reportAdded, reportRemoved } from './type-set.ts';
import { compareType } from './types.ts';
import { compareSites } from './usages.ts';

export interface CompareOptions {
  /** Types that are entered from outside, besides the roots: a subgraph's entities. */
  entries?: readonly string[];
  /** Whether applied directives are compared; not with a schema from introspection, which knows none. */
  usages?: boolean;
}

/** What clients of the one schema find in the other. Which subgraph it comes from is not known here. */
export const diffApi = (before: GraphQLSchema, after: GraphQLSchema): Change[] =>
  withIds(compareSchemas(before, after).map((said) => ({ ...said, scope: 'api', subgraphs: [] })));

export function compareSchemas(before: GraphQLSchema, after: GraphQLSchema, { entries = [], usages = true }: CompareOptions = {}): Draft[] {
  const drafts: Draft[] = [];
  const types = pairTypes({ before, after });
  const c: Comparison = {
    before,
    after,
    was: positionsOf(before, entries),
    renames: findTypeRenames(types.removed, types.added, usages),
    cut: new Set(),
    usages,
    report: (said) => drafts.push(said),
  };
  compareSchemaItself(c);
  const told = compareRoots(c);
  compareDirectives(c);
  for (const [old, now] of types.both) compareType(c, old, now);
  for (const type of types.added) if (!told.has(type.name)) reportAdded(c, type);
  reportRemoved(
    c,
    types.removed.filter(({ name }) => !told.has(name)),
    entries,
  );
  return drafts;
}

function compareSchemaItself(c: Comparison): void {
  const { before, after, report } = c;
  // The schema has no coordinate; its definition is called by its keyword.
  if ((before.description ?? undefined) !== (after.description ?? undefined)) {
    report(
      draft('SCHEMA_DESCRIPTION_CHANGED', 'schema', 'safe', harmless("The schema's description changed.", 'Descriptions are for readers.')),
    );
  }
  compareSites(c, 'SCHEMA', 'schema', 'the schema', before, after);
}
