import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildASTSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readProject } from './project/read-config.ts';

const root = join(import.meta.dirname, '../..');
const { subgraphs } = readProject(join(root, 'schema.config.json')).config;
const calls = globSync('subgraphs/*/src/remotes/*.graphql', { cwd: root }).sort();

test.each(calls)('the calls in %s fit the room that they are for', (file) => {
  const called = subgraphs.find(({ name }) => name === basename(file, '.graphql'));
  if (!called || !existsSync(join(root, called.sdl))) throw new Error(`no room is called ${basename(file, '.graphql')}`);
  // Federation's own directives are not defined in a room's SDL; what they say is checked by composition.
  const schema = buildASTSchema(parse(readFileSync(join(root, called.sdl), 'utf8')), { assumeValidSDL: true, assumeValid: true });
  const problems = validate(schema, parse(readFileSync(join(root, file), 'utf8'))).map(({ message }) => message);
  expect(problems).toEqual([]);
});
