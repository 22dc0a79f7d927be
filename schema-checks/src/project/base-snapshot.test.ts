import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSchema, graphqlSync, introspectionFromSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InputProblem } from '../problem.ts';
import { baseSnapshot } from './base-snapshot.ts';
import { readProject } from './read-config.ts';
import { workingTree } from './working-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'schema-base-'));
// Below the repository's top, as a project may be.
const root = join(folder, 'repository/shop');
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=main', ...args], {
    cwd: root,
    stdio: 'pipe',
  });
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const config = (...names: string[]) =>
  JSON.stringify({ subgraphs: names.map((name) => ({ name, sdl: `rooms/${name}.graphql`, url: `http://${name}` })) });
const commit = (tag: string) => {
  git('add', '.');
  git('commit', '-qm', tag);
  git('tag', tag);
};
const project = () => readProject(join(root, 'schema.config.json'));
const refusal = async (base: string): Promise<string> => {
  const error: unknown = await baseSnapshot(project(), base).catch((reason: unknown) => reason);
  if (!(error instanceof InputProblem)) throw new Error(`${base} is a base`);
  return error.message;
};

let server: Server;
let endpoint: string;

beforeAll(async () => {
  mkdirSync(root, { recursive: true });
  git('init', '-q', '..');
  write('README.md', 'empty');
  commit('empty');
  write('rooms/a.graphql', 'type Query { a: Int }');
  commit('unlisted');
  write('rooms/b.graphql', 'type Query { é: Int }');
  write('schema.config.json', config('b'));
  commit('b-alone');
  write('schema.config.json', config('b', 'a'));
  commit('both');
  write('schema.config.json', '{ broken');
  commit('broken-config');
  write('schema.config.json', config('b', 'a'));
  write('rooms/a.graphql', 'type Query { later: Int }');
  const schema = buildSchema('type Query { served: Int }');
  server = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const { query } = JSON.parse(body) as { query: string };
      if (request.url === '/closed') response.end('{"errors": [{"message": "introspection is off"}], "data": null}');
      else if (request.url === '/page') response.end('<html>');
      else if (request.url === '/old' && query.includes('includeDeprecated: true) {\n        ...InputValue'))
        response.end('{"errors":[{}]}');
      else response.end(JSON.stringify(graphqlSync({ schema, source: query })));
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const namesAt = async (base: string) => (await baseSnapshot(project(), base)).subgraphs.map(({ name, sdl }) => [name, sdl]);

test('a commit is read with its own list of subgraphs, sorted, and the working tree with today’s', async () => {
  expect(await namesAt('b-alone')).toEqual([['b', 'type Query { é: Int }']]);
  expect(await namesAt('both')).toEqual([
    ['a', 'type Query { a: Int }'],
    ['b', 'type Query { é: Int }'],
  ]);
  const now = await workingTree(project());
  expect(now.subgraphs.map(({ name, sdl }) => [name, sdl])).toEqual([
    ['a', 'type Query { later: Int }'],
    ['b', 'type Query { é: Int }'],
  ]);
  const head = git('rev-parse', 'both').toString().trim();
  expect(await baseSnapshot(project(), 'both')).toMatchObject({ label: 'both', commit: head });
});

test('history before the list was written, or with one that cannot be read, is read with today’s list as far as it goes', async () => {
  expect(await namesAt('unlisted')).toEqual([['a', 'type Query { a: Int }']]);
  expect((await namesAt('broken-config')).map(([name]) => name)).toEqual(['a', 'b']);
  expect(await refusal('empty')).toMatch(
    /^--base empty: none of the subgraphs' SDL files is there yet \(rooms\/b\.graphql, rooms\/a\.graphql\)/,
  );
});

test('a base that is not there is named, with what to do', async () => {
  expect(await refusal('origin/main')).toMatch(/^--base origin\/main: .*git fetch origin main/);
  expect(await refusal('v99')).toMatch(/^--base v99: .*git fetch --tags/);
  expect(await refusal('--help')).toMatch(/^--base --help: there is no such commit/);
  expect(await refusal('old.graphql')).toBe('--base old.graphql: there is no such file.');
});

test('a shallow clone says that it is one', async () => {
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${dirname(root)}`, clone], { stdio: 'pipe' });
  write('schema.config.json', config('b', 'a'));
  writeFileSync(join(clone, 'shop/schema.config.json'), readFileSync(join(root, 'schema.config.json')));
  const shallow = readProject(join(clone, 'shop/schema.config.json'));
  await expect(baseSnapshot(shallow, 'both~1')).rejects.toThrow(/This clone is shallow: run git fetch --unshallow/);
});

test('a folder without git takes files only', async () => {
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  writeFileSync(join(bare, 'schema.config.json'), config('a'));
  await expect(baseSnapshot(readProject(join(bare, 'schema.config.json')), 'main')).rejects.toThrow(/is in no git repository/);
});

test('a file may be an API, an introspection or a supergraph, from the project’s folder on', async () => {
  write('api.graphql', 'type Query { filed: Int }');
  expect(await baseSnapshot(project(), 'api.graphql')).toEqual({ label: 'api.graphql', subgraphs: [], api: 'type Query { filed: Int }' });
  write('api.json', JSON.stringify({ data: introspectionFromSchema(buildSchema('type Query { told: Int }')) }));
  expect((await baseSnapshot(project(), 'api.json')).api).toContain('told: Int');
  write('super.graphql', readFileSync(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'));
  const { subgraphs, supergraphSdl } = await baseSnapshot(project(), 'super.graphql');
  expect(subgraphs.map(({ name }) => name)).toEqual(readdirSync(new URL('../../../subgraphs', import.meta.url)).sort());
  expect(supergraphSdl).toContain('join__Graph');
});

test('a file that holds none of these is told with the place', async () => {
  write('bad.graphql', 'type Query {\n  a Int }');
  expect(await refusal('bad.graphql')).toMatch(/^bad\.graphql:2:5: Syntax Error/);
  write('bad.json', '{"data": {"__schema": {}}}');
  expect(await refusal('bad.json')).toMatch(/^bad\.json: this is no answer to an introspection/);
});

test('an endpoint is asked for its API; one that does not tell, is no API or is away is named', async () => {
  expect(await baseSnapshot(project(), endpoint)).toMatchObject({ label: endpoint, api: expect.stringContaining('served: Int') as string });
  expect((await baseSnapshot(project(), `${endpoint}/old`)).api).toContain('served: Int');
  expect(await refusal(`${endpoint}/closed`)).toBe(`--base ${endpoint}/closed: the server gives no schema: introspection is off`);
  expect(await refusal(`${endpoint}/page`)).toMatch(/: the answer is no JSON/);
  expect(await refusal('http://127.0.0.1:1/graphql')).toMatch(/^--base http:\/\/127\.0\.0\.1:1\/graphql: no answer \(.+\)\.$/);
});
