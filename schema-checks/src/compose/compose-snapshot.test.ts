import { readFileSync } from 'node:fs';
import { printSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { Finding, Snapshot } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { composeSnapshot } from './compose-snapshot.ts';

const imports = '["@key", "@shareable", "@inaccessible", "@requires", "@external", "@override"]';
const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${imports})\n`;

const snapshot = (sdls: Record<string, string>): Snapshot => ({
  label: 'test',
  subgraphs: Object.entries(sdls).map(([name, sdl]) => ({ name, url: `http://${name}`, file: `rooms/${name}.graphql`, sdl: head + sdl })),
});

function refusal(sdls: Record<string, string>): Finding[] {
  const composed = composeSnapshot(snapshot(sdls));
  if (composed.kind !== 'refused') throw new Error('it composed');
  return composed.findings;
}

const at = (file: string, line: number, column: number) => ({ file: `rooms/${file}.graphql`, line, column });

test('a field of two types is told with its place in both rooms, at its name and not at its description', () => {
  const products = 'type Query { lamp: Lamp }\ntype Lamp @key(fields: "id") {\n  id: ID!\n  "How much."\n  price: Int @shareable\n}';
  const pricing = 'type Lamp @key(fields: "id") { id: ID! price: String @shareable }';
  expect(refusal({ products, pricing })).toEqual([
    expect.objectContaining({
      rule: 'FIELD_TYPE_MISMATCH',
      severity: 'error',
      path: 'Lamp.price',
      place: at('pricing', 2, 40),
      also: [at('products', 6, 3)],
    }),
  ]);
});

test('what one room alone does wrong is told with that room and its place', () => {
  expect(refusal({ products: 'type Query { a: T }\ntype T @key(fields: "sku") { id: ID! }', stock: 'type U { a: Int }' })).toEqual([
    expect.objectContaining({ rule: 'KEY_INVALID_FIELDS', subgraph: 'products', place: at('products', 3, 9) }),
  ]);
  expect(refusal({ products: 'type Query { a: Nothing }' })).toEqual([
    expect.objectContaining({ rule: 'INVALID_GRAPHQL', subgraph: 'products', place: at('products', 2, 17) }),
  ]);
});

test('a query that no plan can answer is told at the field that cannot be reached', () => {
  const findings = refusal({
    products: 'type Query { lamp: Lamp }\ntype Lamp @key(fields: "id") { id: ID! }',
    stock: 'type Lamp @key(fields: "code") {\n  code: ID!\n  left: Int\n}',
  });
  expect(findings).toContainEqual(
    expect.objectContaining({ rule: 'SATISFIABILITY_ERROR', path: 'Lamp.left', subgraph: 'stock', place: at('stock', 4, 3) }),
  );
});

test('two rooms that say different things of one type are told, at both places', () => {
  const composed = composeSnapshot(
    snapshot({
      a: 'type Query { a(i: Place): Int }\ninput Place { x: Int\n y: Int }',
      b: 'type Query { b(i: Place): Int }\ninput Place { x: Int }',
    }),
  );
  const hints = composed.kind === 'composed' ? composed.composition.hints : [];
  expect(hints).toEqual([
    expect.objectContaining({ rule: 'INCONSISTENT_INPUT_OBJECT_FIELD', severity: 'warning', path: 'Place.y', place: at('a', 4, 2) }),
  ]);
});

test('SDL that is no GraphQL names every file, line and column', () => {
  const broken = snapshot({ products: 'type Query {', stock: 'type {', pricing: 'type Query { a: Int }' });
  expect(() => composeSnapshot(broken)).toThrow(InputProblem);
  expect(() => composeSnapshot(broken)).toThrow(
    /^rooms\/products\.graphql:2:13: Syntax Error: .*\nrooms\/stock\.graphql:2:6: Syntax Error: /,
  );
});

test('a supergraph that was published gives the API that it was published for', () => {
  const text = (file: string) => readFileSync(new URL(`../../../schema/${file}`, import.meta.url), 'utf8');
  const composed = composeSnapshot({ label: 'published', subgraphs: [], supergraphSdl: text('supergraph.graphql') });
  expect(composed.kind === 'composed' && `${printSchema(composed.composition.api)}\n`).toBe(text('api.graphql'));
});

test('an API alone is a composition without subgraphs, and a broken one names its place', () => {
  const composed = composeSnapshot({ label: 'api.graphql', subgraphs: [], api: 'type Query { b: Int a: Int }' });
  expect(composed.kind === 'composed' && printSchema(composed.composition.api)).toBe('type Query {\n  a: Int\n  b: Int\n}');
  const broken: Snapshot = { label: 'api.graphql', subgraphs: [], api: 'type Query { b: Nothing }' };
  expect(() => composeSnapshot(broken)).toThrow(/^api\.graphql:1:17: Unknown type "Nothing"/);
});
