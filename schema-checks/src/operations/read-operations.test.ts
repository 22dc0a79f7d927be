import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Config } from '../project/config.ts';
import { readProject } from '../project/read-config.ts';
import { sha256 } from './hashes.ts';
import { readKnownOperations, readOperations } from './read-operations.ts';
import { configOf, judged } from './testing/shop.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function read(files: Record<string, string>, operations: Config['operations']) {
  const root = mkdtempSync(join(tmpdir(), 'operations-'));
  folders.push(root);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return readKnownOperations({ root, file: join(root, 'schema.config.json'), config: { ...configOf(), operations } }, '2026-06-30');
}

const web = [{ client: 'web', files: '**/*.graphql' }];

test('each operation of a file is one of its own, with the fragments that it uses and its example variables', async () => {
  const text = `# Lamps and desks.
# variables: {"first": 2}
query Lamps($first: Int) { lamps(first: $first) { ...Card } }
fragment Card on Lamp { id ...Name }
fragment Name on Lamp { name }
fragment Unused on Lamp { id }

# variables: {"id": "1"}
mutation Move($id: ID!) { move(id: $id) }
{ lamps { id } }
`;
  const { operations, findings } = await read({ 'a.graphql': text }, web);
  expect(findings).toEqual([]);
  expect(operations.map(({ name, variables, place, document }) => [name, variables, place.line, document.definitions.length])).toEqual([
    ['Lamps', { first: 2 }, 3, 3],
    ['Move', { id: '1' }, 9, 1],
    [expect.stringMatching(/^anonymous [0-9a-f]{8}$/), undefined, 10, 1],
  ]);
});

test('the text of a file that is one operation is the file as it stands, and its hash is of that', async () => {
  const text = '# A page.\nquery Page { lamps { id } }\n';
  const { operations } = await read({ 'page.graphql': text }, web);
  expect(operations).toMatchObject([{ text, hash: sha256(text), client: 'web', target: { kind: 'api' } }]);
});

test('a fragment may stand in another file of the same client, and a hit in it is placed there', async () => {
  const files = { 'page.graphql': 'query Page { lamps { ...Card } }', 'parts/card.graphql': 'fragment Card on Lamp {\n  name\n}' };
  const { operations } = await read(files, web);
  const api = 'type Query { lamps: [Lamp] } type Lamp { id: ID name: String }';
  expect(judged(api, api.replace('name: String', ''), operations).hits).toEqual(['parts/card.graphql:2:3 asks for Lamp.name']);
  await expect(read({ 'page.graphql': files['page.graphql'] }, web)).rejects.toThrow(
    'page.graphql:1:22: there is no fragment Card in this file or another of its client.',
  );
});

test('calls between subgraphs are sent to the subgraph that their file is named after, by the one whose folder they stand in', async () => {
  const files = { 'rooms/orders/remotes/stock.graphql': 'mutation Hold { hold }' };
  const { operations } = await read(files, [{ client: '{folder:1}', files: 'rooms/*/remotes/*.graphql', target: '{file}' }]);
  expect(operations).toMatchObject([{ name: 'Hold', client: 'orders', target: { kind: 'subgraph', subgraph: 'stock' } }]);
});

const page = 'query Page {\n  lamps { name }\n}';
const lamps = 'type Query { lamps: [Lamp] } type Lamp { id: ID name: String }';

test.each([
  ['graphql-codegen', { [`sha256:${sha256(page)}`]: page, 'sha256:00': '{ lamps { id } }' }],
  ['Relay', { '098f6bcd4621d373cade4e832627b4f6': page }],
  [
    "Apollo's tools",
    { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'x1', name: 'Page', type: 'query', body: page }] },
  ],
])('trusted documents in the form of %s are operations, each placed at its very selection in the manifest', async (_form, manifest) => {
  const text = JSON.stringify(manifest, null, 2);
  const { operations } = await read({ 'trusted.json': text }, [{ client: 'app', manifest: 'trusted.json' }]);
  expect(operations.find(({ name }) => name === 'Page')).toMatchObject({ client: 'app', hash: sha256(page), text: page });
  const [change] = judged(lamps, lamps.replace('name: String', ''), operations).changes;
  const line = text.split('\n').findIndex((each) => each.includes('query Page')) + 1;
  const column = (text.split('\n')[line - 1] ?? '').indexOf('name }') + 1;
  expect(change?.hits).toMatchObject([{ operation: 'Page', place: { file: 'trusted.json', line, column } }]);
});

test('usage may name an operation by the hash that its manifest gives it', async () => {
  const record = { hash: 'x1', client: 'app', count: 3, lastSeen: '2026-06-30T00:00:00Z' };
  const root = mkdtempSync(join(tmpdir(), 'operations-'));
  folders.push(root);
  writeFileSync(join(root, 'usage.jsonl'), `${JSON.stringify(record)}\n`);
  writeFileSync(join(root, 'trusted.json'), JSON.stringify({ 'md5:x1': page }));
  const config = { ...configOf({ usage: { file: 'usage.jsonl' } }), operations: [{ client: 'app', manifest: 'trusted.json' }] };
  const [operation] = await readOperations({ root, file: '', config }, '2026-06-30');
  expect(operation?.usage?.count).toBe(3);
});

test.each<[string, Record<string, string>, Config['operations'], RegExp]>([
  ['a syntax error', { 'a.graphql': 'query A {\n  lamps { id\n}' }, web, /^a\.graphql:3:2: Syntax Error: Expected Name, found <EOF>\.$/],
  ['a type definition', { 'a.graphql': '{ a }\ntype A { b: Int }' }, web, /^a\.graphql:2:1: operations and fragments stand here/],
  [
    'variables that are no JSON',
    { 'a.graphql': '# variables: {a: 1}\n{ a }' },
    web,
    /^a\.graphql:1:1: example variables are one JSON object/,
  ],
  ['a missing file', {}, [{ client: 'web', files: 'a.graphql' }], /^operations\[0\]: a\.graphql is not there\.$/],
  ['neither files nor manifest', {}, [{ client: 'web' }], /^operations\[0\]: give either files/],
  ['a folder that the path has not', { 'a.graphql': '{ a }' }, [{ client: '{folder:2}', files: '*.graphql' }], /has no folder number 2/],
  [
    'a manifest that is no JSON',
    { 'm.json': '{\n  "a": "{ b }",\n}' },
    [{ client: 'web', manifest: 'm.json' }],
    /^m\.json:3:1: this is no JSON: /,
  ],
  [
    'a manifest of another form',
    { 'm.json': '{"a": 5}' },
    [{ client: 'web', manifest: 'm.json' }],
    /^m\.json: this is not an object of hashes and texts.*: a: /,
  ],
  [
    'a trusted document that does not parse',
    { 'm.json': '{"a": "{ b"}' },
    [{ client: 'web', manifest: 'm.json' }],
    /^m\.json:1:11: Syntax Error/,
  ],
])('%s is one sentence with its place', async (_what, files, operations, sentence) => {
  await expect(read(files, operations)).rejects.toThrow(sentence);
});

test('two operations of one name and a glob that matches nothing are told', async () => {
  const { findings } = await read({ 'a.graphql': 'query A { a }', 'b.graphql': 'query A { b }' }, [
    ...web,
    { client: 'app', files: 'app/*.graphql' },
  ]);
  expect(findings.map(({ rule, severity, message }) => [rule, severity, message])).toEqual([
    ['operations-missing', 'warning', 'operations[1].files: "app/*.graphql" matches no file.'],
    ['operation-names', 'warning', 'web has two operations called A with different texts; the other is at a.graphql:1.'],
  ]);
});

test('the operations of this repository are read: the examples with their variables, and the calls between rooms', async () => {
  const operations = await readOperations(readProject(join(import.meta.dirname, '../../../schema.config.json')), '2026-06-30');
  const examples = operations.filter(({ client }) => client === 'examples');
  expect(examples.length).toBeGreaterThanOrEqual(13);
  expect(examples.filter(({ variables }) => variables).length).toBeGreaterThan(5);
  const calls = operations.filter(({ target }) => target.kind === 'subgraph');
  expect(calls.find(({ name }) => name === 'OrdersReserveStock')).toMatchObject({
    client: 'orders',
    target: { subgraph: 'inventory' },
    place: { file: 'subgraphs/orders/src/remotes/inventory.graphql' },
  });
});
