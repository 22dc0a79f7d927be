import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { expect, test } from 'vitest';
import { type Prices, readPrices } from '#limits/prices';

const schemaRoom = new URL('../../../schema/', import.meta.url);
const supergraph = readFileSync(new URL('supergraph.graphql', schemaRoom), 'utf8');
const api = buildSchema(readFileSync(new URL('api.graphql', schemaRoom), 'utf8'));

type Field = GraphQLField<unknown, unknown>;

/** Lists of objects of which nothing says how long they are: these would be counted as ten, however long they are. Plain values count as one. */
function unsized(schema: GraphQLSchema, { sizes }: Prices): string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const fields = types
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ place: `${type.name}.${field.name}`, type, field })));
  const isSliced = ({ args }: Field): boolean => args.some(({ name }) => name === 'first');
  /** Its edges are as many as its page, wherever it is given. */
  const isPage = (connection: string): boolean => {
    const giving = fields.filter(({ field }) => getNamedType(field.type).name === connection);
    return giving.length > 0 && giving.every(({ field }) => isSliced(field));
  };
  return fields
    .filter(({ field }) => isListType(getNullableType(field.type)) && !isLeafType(getNamedType(field.type)))
    .filter(({ field }) => !isSliced(field) && !field.args.some(({ type }) => isListType(getNullableType(type))))
    .filter(({ type, field }) => !(field.name === 'edges' && isPage(type.name)))
    .filter(({ place }) => sizes.get(place)?.assumedSize === undefined)
    .map(({ place }) => place);
}

test('every list that a client may ask for is counted by its page, by the list it was asked with, or by what the manual says of it', () => {
  expect(unsized(api, readPrices(supergraph))).toEqual([]);
});

test('a list of which the manual says nothing is found, and a connection that is given whole', () => {
  const forgotten = supergraph.replace(/(variants: \[ProductVariant!\]!.*?) @\w+\(assumedSize: 20\)/, '$1');
  expect(unsized(api, readPrices(forgotten))).toEqual(['Product.variants']);
  const whole =
    buildSchema(`type Query { all: Connection page(first: Int): Page } type Connection { edges: [Thing] } type Page { edges: [Thing] }
    type Thing { id: ID tags: [String] of(ids: [ID!]): [Thing] }`);
  expect(unsized(whole, readPrices('type Query { a: Int }'))).toEqual(['Connection.edges']);
});
