import { readFileSync } from 'node:fs';
import { buildSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readOperations } from './operations.ts';

const api = buildSchema(readFileSync(new URL('../api.graphql', import.meta.url), 'utf8'));

test.each(readOperations().map((text) => [/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '', text]))(
  'the example %s fits the API, and so do its variables',
  (_name, text) => {
    const document = parse(text);
    expect(validate(api, document).map(({ message }) => message)).toEqual([]);
    const [operation, ...more] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    expect(more).toEqual([]);
    const given = /^# variables: (\{.*\})$/m.exec(text)?.[1];
    const { errors } = getVariableValues(api, operation?.variableDefinitions ?? [], given === undefined ? {} : JSON.parse(given));
    expect(errors).toBeUndefined();
  },
);

test('the examples cover what a shop is for', () => {
  expect(readOperations().length).toBeGreaterThanOrEqual(10);
});
