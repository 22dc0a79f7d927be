import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ASTNode, buildASTSchema, type DocumentNode, type GraphQLSchema, Kind, parse, validate, visit } from 'graphql';
import { expect, test } from 'vitest';
import { diffApi } from '../diff/diff-api.ts';
import type { Change, KnownOperation } from '../model.ts';
import { readProject } from '../project/read-config.ts';
import { readOperations } from './read-operations.ts';
import { apiOf, verdictsOn } from './testing/shop.ts';

const root = join(import.meta.dirname, '../../..');
const sdl = parse(readFileSync(join(root, 'schema/api.graphql'), 'utf8'), { noLocation: true });
const before = buildASTSchema(sdl);
const operations = (await readOperations(readProject(join(root, 'schema.config.json')), '2026-06-30')).filter(
  ({ target }) => target.kind === 'api',
);

const parts: ReadonlySet<string> = new Set([
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
]);

/** The API without one part of it; parts without which it would be no schema are left out. */
function* withoutEach(every: number): Generator<GraphQLSchema> {
  let count = 0;
  visit(sdl, { enter: (node) => void (parts.has(node.kind) && (count += 1)) });
  for (let wanted = 0; wanted < count; wanted += every) {
    const after = schemaOf(without(wanted));
    if (after) yield after;
  }
}

function without(wanted: number): DocumentNode {
  let at = -1;
  return visit(sdl, {
    enter: (node: ASTNode) => {
      if (!parts.has(node.kind)) return undefined;
      at += 1;
      if (at !== wanted) return undefined;
      return node.kind === Kind.UNION_TYPE_DEFINITION ? { ...node, types: node.types?.slice(1) ?? [] } : null;
    },
  });
}

function schemaOf(document: DocumentNode): GraphQLSchema | undefined {
  try {
    const schema = buildASTSchema(document);
    validate(schema, parse('{ __typename }'));
    return schema;
  } catch {
    return undefined;
  }
}

const key = ({ client, name }: KnownOperation): string => `${name} of ${client}`;
const judge = (changes: readonly Change[], after: GraphQLSchema) =>
  verdictsOn(changes, operations, { ...apiOf('type Query { a: Int }'), api: before }, { ...apiOf('type Query { a: Int }'), api: after });

test('whatever part of the API goes, exactly those examples are hit that it makes invalid, at the selection that is wrong', {
  timeout: 120_000,
}, () => {
  let broken = 0;
  for (const after of withoutEach(5)) {
    const invalid = operations.filter(({ document }) => validate(after, document).length > 0);
    broken += invalid.length;
    const { changes, findings } = judge(diffApi(before, after), after);
    expect(findings).toEqual([]);
    const failing = changes.filter(({ verdict }) => verdict.kind === 'fails');
    const hit = new Set(failing.flatMap(({ hits }) => hits.map(({ operation, client }) => `${operation} of ${client}`)));
    // Of what many operations ask for not every one is named: the others are counted.
    const unnamed = failing.reduce((sum, { moreHits }) => sum + moreHits, 0);
    const missed = invalid.map(key).filter((name) => !hit.has(name));
    expect(unnamed === 0 ? missed : missed.slice(unnamed)).toEqual([]);
    // What is not invalid is hit by its variables alone.
    const hits = failing.flatMap(({ hits: all }) => all);
    const valid = new Set(operations.filter((operation) => !invalid.includes(operation)).map(key));
    for (const { operation, client, message } of hits)
      if (valid.has(`${operation} of ${client}`)) expect(message).toMatch(/variables|fragment on|reads/);
  }
  expect(broken).toBeGreaterThan(50);
});

test('a judgement that overlooks a change is found out', () => {
  const after = schemaOf(visit(sdl, { FieldDefinition: (node) => (node.name.value === 'slug' ? null : undefined) }));
  if (!after) throw new Error('the API needs slug');
  expect(judge([], after).findings.map(({ rule }) => rule)).toContain('operation-invalid');
});
