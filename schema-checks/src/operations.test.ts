import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSchema, concatAST, getVariableValues, Kind, parse, separateOperations, validate } from 'graphql';
import { expect, test } from 'vitest';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const folder = join(import.meta.dirname, '../../schema/operations');
const examples = globSync('**/*.graphql', { cwd: folder })
  .sort()
  .map((file) => ({ text: readFileSync(join(folder, file), 'utf8'), folder: dirname(file) }));

/** Its one operation, with the fragments of its folder that it uses. */
function documentOf(text: string, from: string) {
  const own = parse(text);
  const names = own.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value ?? ''] : []));
  const all = concatAST([...new Set(examples.filter((one) => one.folder === from).map((one) => one.text))].map((one) => parse(one)));
  return { names, document: separateOperations(all)[names[0] ?? ''] ?? own };
}

test.each(examples.map(({ text, folder: from }) => [/(?:query|mutation) (\w+)/.exec(text)?.[1] ?? '', text, from] as const))(
  'the example %s fits the API, and so do its variables',
  (_name, text, from) => {
    const { names, document } = documentOf(text, from);
    expect(names).toHaveLength(1);
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
