import { buildSchema, Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { compileShape } from '#fast-lane/shape';

const schema = buildSchema(`
interface Animal { name: String }
type Lion implements Animal { name: String }
type Sign { name: String }
type Query { animal: Animal sign: Sign lions: [Lion] }`);

function shaped(text: string, answer: Record<string, unknown>) {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return compileShape(schema, document, operation)(answer);
}

const text = '{ animal { name } sign { name } lions { name } }';
const whole = { animal: { __typename: 'Lion', name: 'Leo' }, sign: { name: 'Exit' }, lions: [{ name: 'Leo' }] };

test('an answer that fits is told in the order of the operation, without what was not asked for', () => {
  const { data, faults } = shaped(text, { lions: whole.lions, more: 1, sign: whole.sign, animal: whole.animal });
  expect(JSON.stringify(data)).toBe('{"animal":{"name":"Leo"},"sign":{"name":"Exit"},"lions":[{"name":"Leo"}]}');
  expect(faults).toEqual([]);
});

test.each([
  ['a type that is no animal', { ...whole, animal: { __typename: 'Sign', name: 'Leo' } }, ['animal']],
  ['an interface instead of a type', { ...whole, animal: { __typename: 'Animal', name: 'Leo' } }, ['animal']],
  ['no type where one is needed', { ...whole, animal: { name: 'Leo' } }, ['animal']],
  ['another type than the only one', { ...whole, sign: { __typename: 'Lion', name: 'Leo' } }, ['sign']],
  ['no object', { ...whole, sign: 'Exit' }, ['sign']],
  ['no list', { ...whole, lions: { name: 'Leo' } }, ['lions']],
])('%s is null and noted', (_, answer, path) => {
  const { data, faults } = shaped(text, answer);
  expect(data).toEqual({ ...JSON.parse(JSON.stringify(shaped(text, whole).data)), [String(path[0])]: null });
  expect(faults.map((fault) => fault.path)).toEqual([path]);
});
