import { expect, test } from 'vitest';
import { InputProblem } from '../problem.ts';
import { parseConfig, readProject } from './read-config.ts';

const room = { name: 'products', sdl: 'products.graphql', url: 'http://products' };
const problem = (config: unknown): string => {
  try {
    parseConfig(typeof config === 'string' ? config : JSON.stringify(config), 'schema.config.json');
  } catch (error) {
    if (error instanceof InputProblem) return error.message;
    throw error;
  }
  return 'none';
};

test('a list of subgraphs is enough', () => {
  const config = parseConfig(JSON.stringify({ subgraphs: [room] }), 'schema.config.json');
  expect(config).toMatchObject({
    subgraphs: [room],
    base: 'origin/main',
    api: 'api.graphql',
    changes: { failOn: 'breaking', unused: 'pass' },
  });
});

test('every bad field is named at once, with what is allowed', () => {
  const lines = problem({ subgraphs: [{ ...room, name: '1st', url: 'products' }], changes: { failOn: 'everything' }, bases: 'x' }).split(
    '\n',
  );
  expect(lines[0]).toBe('schema.config.json needs attention:');
  expect(lines.slice(1)).toEqual([
    expect.stringMatching(/^ {2}subgraphs\[0\]\.name: .*letters/),
    expect.stringMatching(/^ {2}subgraphs\[0\]\.url: .*http/),
    expect.stringMatching(/^ {2}changes\.failOn: .*"breaking".*"dangerous"/),
    expect.stringMatching(/^ {2}bases: .*no such field.*subgraphs, supergraph, api/),
  ]);
});

test('two subgraphs of one name, no subgraph, and no JSON are refused', () => {
  expect(problem({ subgraphs: [room, room] })).toBe('schema.config.json: subgraphs[1].name: "products" is given twice.');
  expect(problem({ subgraphs: [] })).toMatch(/^schema\.config\.json: subgraphs: /);
  expect(problem({})).toMatch(/^schema\.config\.json: subgraphs: .*missing/);
  expect(problem('{ "subgraphs": [,] }')).toMatch(/^schema\.config\.json:1:17: this is no JSON/);
  expect(problem('[]')).toMatch(/^schema\.config\.json: /);
});

test('a file that is not there is named', () => {
  expect(() => readProject('/nowhere/schema.config.json')).toThrow(/^\/nowhere\/schema\.config\.json: there is no such file/);
});
