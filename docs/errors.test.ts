import { errorCodes } from '@cartograph/kit/errors';
import { buildSchema, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { firstColumn, readText } from './read-docs.ts';

const explained = firstColumn('docs/errors.md');
const isCode = (name: string): boolean => /^[A-Z_]+$/.test(name);

const api = buildSchema(readText('schema/api.graphql'));
const problems = Object.values(api.getTypeMap()).filter(
  (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Problem'),
);

test('each error code that a client can see is explained, and no other', () => {
  expect(explained.filter(isCode).sort()).toEqual(Object.keys(errorCodes).sort());
});

test('each refusal of the graph is explained, and no other', () => {
  expect(explained.filter((name) => !isCode(name)).sort()).toEqual(problems.map(({ name }) => name).sort());
});

test('each refusal is explained with the codes and the data that it has', () => {
  const rows = new Map(
    readText('docs/errors.md')
      .split('\n')
      .map((row) => [/^\| `(\w+)`/.exec(row)?.[1], row] as const),
  );
  const wrong = problems.flatMap((type) => {
    if (!isObjectType(type)) return [];
    const { code, message: _, ...data } = type.getFields();
    const codes = code?.description?.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
    return [...codes, ...Object.keys(data)].filter((name) => !rows.get(type.name)?.includes(name)).map((name) => `${type.name}: ${name}`);
  });
  expect(wrong).toEqual([]);
});
