import { expect, test } from 'vitest';
import { composed } from '../testing/composed.ts';
import { touched } from './reach.ts';

const sdlOf = (subgraphs: Record<string, string>): string => composed(subgraphs).supergraphSdl ?? '';
const reach = (before: Record<string, string>, after: Record<string, string>): string[] => [...touched(sdlOf(before), sdlOf(after))];

const a =
  'type Query { lamps: [Lamp!] shelf: Shelf } type Lamp @key(fields: "id") { id: ID! size: Int } type Shelf @key(fields: "id") { id: ID! }';
const b = 'type Lamp @key(fields: "id") { id: ID! size: Int @external weight: Int @requires(fields: "size") }';

test('a field that moves touches itself and what requires it, and no other type', () => {
  const found = reach(
    { a, b, c: 'type Query { c: Int }' },
    { a: a.replace(' size: Int', ''), b, c: 'type Query { c: Int } type Lamp @key(fields: "id") { id: ID! size: Int }' },
  );
  expect(found).toContain('Lamp.size');
  expect(found).toContain('Lamp.weight');
  expect(found).not.toContain('Shelf.id');
  expect(found).not.toContain('Query.c');
});

test('a further key touches whatever goes to the type', () => {
  const found = reach(
    { a, b },
    {
      a: a
        .replace('size: Int }', 'size: Int sku: ID! }')
        .replace('@key(fields: "id") { id: ID! size', '@key(fields: "id") @key(fields: "sku") { id: ID! size'),
      b,
    },
  );
  expect(found).toEqual(expect.arrayContaining(['Lamp', 'Lamp.size', 'Query.lamps']));
  expect(found).not.toContain('Query.shelf');
});

test('a further room alone touches no field that was there', () => {
  expect(reach({ a, b }, { a, b, c: 'type Query { c: Int }' })).not.toContain('Query.lamps');
});

test('a further implementation touches the fields of its interface, and not those of its siblings', () => {
  const node = (more: string) =>
    `type Query { node: Node lamp: Lamp } interface Node { id: ID! } type Lamp implements Node { id: ID! } ${more}`;
  const found = reach({ a: node('') }, { a: node('type Cup implements Node { id: ID! }') });
  expect(found).toEqual(expect.arrayContaining(['Node', 'Node.id', 'Query.node']));
  expect(found).not.toContain('Lamp.id');
  expect(found).not.toContain('Query.lamp');
});

test('a field that a room adds to all implementations by an interface object touches each of them', () => {
  const node =
    'type Query { lamp: Lamp } interface Node @key(fields: "id") { id: ID! } type Lamp implements Node @key(fields: "id") { id: ID! }';
  const notes = (more: string) => `type Node @key(fields: "id") @interfaceObject { id: ID! note: String ${more} }`;
  const other = 'type Node @key(fields: "id") @interfaceObject { id: ID! mark: String }';
  expect(reach({ node, notes: notes('mark: String') }, { node, notes: notes(''), other })).toContain('Lamp.mark');
});

test('descriptions, deprecations and tags touch nothing', () => {
  expect(reach({ a, b }, { a: a.replace('size: Int', '"How big." size: Int @tag(name: "x") @deprecated'), b })).toEqual([]);
});
