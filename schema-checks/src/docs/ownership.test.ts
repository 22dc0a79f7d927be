import { expect, test } from 'vitest';
import { composeSnapshot } from '../compose/compose-snapshot.ts';
import { ownershipOf } from './ownership.ts';

const head = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12",
  import: ["@key", "@shareable", "@external", "@requires", "@override", "@interfaceObject", "@tag"])`;

const subgraphs = Object.entries({
  lamps: `type Query { lamps: [Lamp] @tag(name: "public") }
    type Lamp implements Light @key(fields: "id") @key(fields: "id maker { id }") @key(fields: "sku") { id: ID! sku: ID! maker: Maker watts: Int size: Size }
    type Maker { id: ID @shareable }
    interface Light @key(fields: "id") { id: ID! }
    type Size @shareable { height: Int }`,
  prices: `type Lamp @key(fields: "sku") { sku: ID! watts: Int @external price: Int @requires(fields: "watts") }
    type Size @shareable { height: Int }`,
  stars: `type Light @key(fields: "id") @interfaceObject { id: ID! stars: Int }
    type Size @shareable { height: Int }`,
  sizes: `type Lamp @key(fields: "sku") { sku: ID! size: Size @override(from: "lamps") }
    type Size @shareable { height: Int }`,
}).map(([name, sdl]) => ({ name, url: `http://${name}`, file: `${name}.graphql`, sdl: `${head}\n${sdl}` }));

const composed = composeSnapshot({ label: 'working tree', subgraphs });
if (composed.kind === 'refused') throw new Error(JSON.stringify(composed.findings));
const ownership = ownershipOf(composed.composition.supergraphSdl ?? '');

const resolvedBy = (type: string, field: string) => ownership.get(type)?.fields.get(field)?.resolvedBy;

test('an entity belongs to the subgraph that alone resolves most of it, and has that one’s keys', () => {
  expect(ownership.get('Lamp')).toMatchObject({
    owner: 'lamps',
    subgraphs: ['lamps', 'prices', 'sizes'],
    keys: ['id', 'id maker { id }', 'sku'],
  });
});

test('a field is resolved where it is neither external, nor taken over, nor a key that every reference knows', () => {
  expect(resolvedBy('Lamp', 'watts')).toEqual(['lamps']);
  expect(resolvedBy('Lamp', 'sku')).toEqual(['lamps']);
  expect(resolvedBy('Lamp', 'price')).toEqual(['prices']);
  expect(resolvedBy('Lamp', 'size')).toEqual(['sizes']);
  expect(ownership.get('Lamp')?.fields.get('price')?.requires).toEqual(new Map([['prices', 'watts']]));
});

test('what an interface object adds is resolved by its subgraph for every type of the interface', () => {
  expect(resolvedBy('Light', 'stars')).toEqual(['stars']);
  expect(resolvedBy('Lamp', 'stars')).toEqual(['stars']);
});

test('what equals define alike has no owner, what one defines has that one', () => {
  expect(ownership.get('Size')).toMatchObject({ owner: undefined, keys: [], subgraphs: ['lamps', 'prices', 'sizes', 'stars'] });
  expect(resolvedBy('Size', 'height')).toEqual(['lamps', 'prices', 'sizes', 'stars']);
  expect(ownership.get('Maker')?.owner).toBe('lamps');
  expect(ownership.get('Query')?.fields.get('lamps')?.tags).toEqual(['public']);
});
