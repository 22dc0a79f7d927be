import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProject } from './project/read-config.ts';
import { composeRooms } from './supergraph.ts';

const head = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@shareable", "@inaccessible"])';
const room = (name: string, sdl: string) => ({ name, url: `http://${name}:1`, sdl: `${head}\n${sdl}` });

const products = room(
  'products',
  'type Query { lamp: Lamp secret: Secret @inaccessible } type Secret @inaccessible { a: Int } type Lamp @key(fields: "id") { id: ID! }',
);

test('rooms compose into one API without what is internal, in the same order however they come', () => {
  const stock = room('stock', '"""A lamp."""\ntype Lamp @key(fields: "id") { id: ID! "How many." left: Int }');
  const composed = composeRooms([products, stock]);
  expect(composed).toEqual(composeRooms([products, stock]));
  if (composed.kind !== 'composed') throw new Error(composed.problems.join());
  expect(composed.inconsistencies).toEqual([]);
  expect(composed.supergraph).toContain('url: "http://stock:1"');
  expect(composed.supergraph).toContain('Secret');
  expect(composed.api).not.toMatch(/Secret|secret|join__/);
  expect(composed.api).toContain('"""A lamp."""');
  expect(composed.api.indexOf('type Lamp')).toBeLessThan(composed.api.indexOf('type Query'));
});

test('what does not compose is refused with the names of the rooms', () => {
  const composed = composeRooms([products, room('stock', 'type Query { lamp: String }')]);
  expect(composed).toMatchObject({ kind: 'refused' });
  const problems = composed.kind === 'refused' ? composed.problems.join('\n') : '';
  expect(problems).toMatch(/"?stock"?/);
  expect(problems).toMatch(/"?products"?/);
});

test('a room whose SDL is no GraphQL is named with line and column', () => {
  expect(composeRooms([products, room('stock', 'type {')])).toMatchObject({
    kind: 'refused',
    problems: [expect.stringMatching(/^stock\.graphql:2:6: /)],
  });
});

test('two rooms that say different things of one type are told', () => {
  const stock = room('stock', 'type Query { stock(place: Place): Int } input Place { country: String region: String }');
  const prices = room('prices', 'type Query { price(place: Place): Int } input Place { country: String }');
  const composed = composeRooms([stock, prices]);
  expect(composed.kind === 'composed' && composed.inconsistencies).toEqual([
    expect.stringMatching(/^INCONSISTENT_INPUT_OBJECT_FIELD: .*region/s),
  ]);
});

test('every room that has an SDL is in the list', () => {
  const root = join(import.meta.dirname, '../..');
  const rooms = readdirSync(join(root, 'subgraphs')).filter((name) => existsSync(join(root, 'subgraphs', name, `${name}.graphql`)));
  const { subgraphs } = readProject(join(root, 'schema.config.json')).config;
  expect(subgraphs.map(({ name }) => name).sort()).toEqual(rooms.sort());
});
