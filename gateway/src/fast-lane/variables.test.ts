import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema, getVariableValues, isInputType, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileVariables } from '#fast-lane/variables';

const schema = buildSchema(`
enum Mood { CALM WILD }
scalar Time
input Tree { name: String! = "oak" size: Int! mood: Mood parts: [Tree!] rows: [[Float!]] at: Time only: One loud: Boolean id: ID }
input One @oneOf { sku: String tree: Tree }
type Query { all: Int }`);

const types = [
  'Tree',
  'Tree!',
  '[Tree!]!',
  '[Tree]',
  'One',
  'One!',
  'Mood',
  'Int',
  'Int!',
  'Float',
  'String',
  'Boolean',
  'ID',
  'Time',
  '[[Int!]!]',
];

const names = ['name', 'size', 'mood', 'parts', 'rows', 'at', 'only', 'loud', 'id', 'sku', 'tree', 'stranger', 'constructor'];

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, 'CALM', 'text', 1, 1.5, 2 ** 31, true, ''),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
    // Mostly right, or nearly all would be refused at the first field.
    fc.record({ size: fc.constantFrom(1, 2), parts: fc.array(tie('value'), { maxLength: 2 }) }, { requiredKeys: ['size'] }),
    fc.record({ sku: fc.constant('A') }),
  ),
}));

test('variables are taken exactly when graphql-js takes them', () => {
  const counts = { taken: 0, refused: 0 };
  const variables = fc.dictionary(fc.constantFrom('v', 'other'), value, { maxKeys: 2 });
  fc.assert(
    fc.property(fc.constantFrom(...types), fc.constantFrom('', ' = null'), variables, (type, given, values) => {
      const text = `query ($v: ${type}${type.endsWith('!') ? '' : given}) { all }`;
      const operation = parse(text).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
      if (!operation) throw new Error('no operation');
      // As they come out of JSON.
      const parsed = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
      const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], parsed);
      const right = errors === undefined;
      expect(compileVariables(schema, operation)?.(parsed)).toBe(right);
      counts[right ? 'taken' : 'refused'] += 1;
    }),
    { numRuns: 5_000 },
  );
  expect(Math.min(counts.taken, counts.refused)).toBeGreaterThan(500);
});

test('so are those of every input type of our API', () => {
  const api = buildSchema(readFileSync(new URL('../../../schema/api.graphql', import.meta.url), 'utf8'));
  const inputs = Object.values(api.getTypeMap()).filter(isInputType);
  for (const type of inputs) {
    const [operation] = parse(`query ($v: ${type.name}) { __typename }`).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
    for (const v of [{}, null, { nothing: 1 }]) {
      const { errors } = getVariableValues(api, operation.variableDefinitions ?? [], { v });
      expect([type.name, v, compileVariables(api, operation)?.({ v })]).toEqual([type.name, v, !errors]);
    }
  }
});

test('a type that the schema does not know is left to others', () => {
  const [operation] = parse('query ($v: Nothing) { all }').definitions;
  expect(operation?.kind === Kind.OPERATION_DEFINITION && compileVariables(schema, operation)).toBeUndefined();
});

test('what is nested deeper than the stack is not taken, and nothing breaks', () => {
  // No values on the way down, whose own check would catch the fault.
  const deep = buildSchema('input Nest { in: Nest } type Query { all: Int }');
  const [operation] = parse('query ($v: Nest) { all }').definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  let v = {};
  for (let depth = 0; depth < 50_000; depth += 1) v = { in: v };
  expect(compileVariables(deep, operation)?.({ v: { in: {} } })).toBe(true);
  expect(compileVariables(deep, operation)?.({ v })).toBe(false);
});
