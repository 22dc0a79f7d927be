import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import { expect, test } from 'vitest';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const folder = join(import.meta.dirname, '../../schema/operations');
const examples = globSync('**/*.graphql', { cwd: folder })
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'));

test.each(examples.map((text) => [/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '', text]))(
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
  expect(examples.length).toBeGreaterThanOrEqual(10);
});
