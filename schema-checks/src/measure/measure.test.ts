import { buildSchema, validate } from 'graphql';
import { expect, test } from 'vitest';
import { diffApi } from '../diff/diff-api.ts';
import { drawAgainst } from './draw.ts';
import { diceOf, randomOperations } from './random-operations.ts';
import { saidByGraphql, saidByInspector, saidByUs } from './said.ts';
import { compareSaid } from './tally.ts';

const before = buildSchema(`
  directive @upper(locale: String) repeatable on FIELD | QUERY
  type Query { product(id: ID!, size: Int = 1): Product found: [Found!] node: Node state: State }
  type Mutation { place(input: Place!): Boolean }
  interface Node { id: ID! }
  type Product implements Node { id: ID! name: String! price: Float }
  type Brand implements Node { id: ID! }
  union Found = Product | Brand
  enum State { OPEN PAID }
  input Place { sku: ID! note: String units: Int = 1 }
`);
const after = buildSchema(`
  directive @upper(strict: Boolean!) on FIELD
  type Query { product(id: ID!, size: Int = 2, shop: ID!): Product found: [Found!] node: Node state: State }
  type Mutation { place(input: Place!): Boolean }
  interface Node { id: ID! }
  type Product { id: ID! name: String }
  type Brand implements Node { id: ID! }
  type Offer implements Node { id: ID! }
  union Found = Product | Offer
  enum State { OPEN LOST }
  input Place { sku: Int! units: Int = 2 email: String! }
`);

test('what graphql says in sentences and the inspector in paths is told in our names', async () => {
  const ours = saidByUs(diffApi(before, after));
  const [graphql, inspector] = [saidByGraphql(before, after), await saidByInspector(before, after)];
  const known = compareSaid(ours, graphql).filter(({ stand }) => stand === 'same');
  expect(known.map(({ key }) => key)).toEqual(
    expect.arrayContaining([
      'DIRECTIVE_ARGUMENT_ADDED @upper(strict:)',
      'DIRECTIVE_LOCATION_REMOVED @upper QUERY',
      'DIRECTIVE_REPEATABLE_REMOVED @upper',
      'ENUM_VALUE_ADDED State.LOST',
      'FIELD_ARGUMENT_ADDED Query.product(shop:)',
      'FIELD_REMOVED Product.price',
      'INPUT_FIELD_ADDED Place.email',
      'INPUT_FIELD_REMOVED Place.note',
      'INPUT_FIELD_TYPE_CHANGED Place.sku',
      'OBJECT_TYPE_INTERFACE_REMOVED Product Node',
      'UNION_MEMBER_ADDED Found Offer',
      'UNION_MEMBER_REMOVED Found Brand',
    ]),
  );
  const unnamed = compareSaid(ours, inspector).filter(({ stand }) => stand === 'theirs only');
  expect(unnamed).toEqual([]);
});

test('operations that are drawn fit the schema that they are drawn for, and the same seed draws the same', () => {
  const drawn = randomOperations(before, 300, ['Place.note', 'Brand', 'State.PAID'], diceOf(7));
  expect(drawn.flatMap(({ document }) => validate(before, document))).toEqual([]);
  expect(drawn.map(({ text }) => text)).toEqual(
    randomOperations(before, 300, ['Place.note', 'Brand', 'State.PAID'], diceOf(7)).map(({ text }) => text),
  );
  for (const word of ['note:', '... on Brand', 'mutation', 'state', 'size:'])
    expect(drawn.some(({ text }) => text.includes(word))).toBe(true);
});

test('an operation that breaks without a breaking change is counted as missed', () => {
  const shop = (place: string) =>
    buildSchema(`type Query { ping: Boolean } type Mutation { place(input: Place!): Boolean } input Place { ${place} }`);
  const [old, now] = [shop('sku: ID! note: String'), shop('sku: ID!')];
  const draw = () => ({ count: 100, targets: ['Place.note'], dice: diceOf(7) });
  const { broken, missed } = drawAgainst(old, now, diffApi(old, now), draw());
  expect(broken).toBeGreaterThan(20);
  expect(missed).toEqual([]);
  const blind = drawAgainst(old, now, [], draw());
  expect(blind.missed).toHaveLength(broken);
});
