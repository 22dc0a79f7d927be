import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { git, writeFiles } from './cases/plant.ts';
import { check } from './check.ts';
import { readProject } from './project/read-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'schema-behind-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (fields: string) => writeFiles(folder, new Map([['shelf.graphql', `type Query { ${fields} }`]]));
const oid = (ref: string) => git(folder, 'rev-parse', ref).trim();
const checked = async (exact = false) => {
  const project = readProject(join(folder, 'schema.config.json'));
  const { baseCommit, changes } = await check(project, { base: 'main', exact, all: false, today: '2026-11-21', progress: () => {} });
  return { baseCommit, changes: changes.map(({ id }) => id) };
};

test('what others merged since a branch left the base is no change of it, unless the ref is to be taken as it is', async () => {
  const subgraphs = [{ name: 'shelf', sdl: 'shelf.graphql', url: 'http://shelf' }];
  writeFiles(folder, new Map([['schema.config.json', JSON.stringify({ subgraphs })]]));
  write('title: Int slug: Int');
  git(folder, 'init', '--quiet', '--initial-branch', 'main');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'all');
  const left = oid('main');
  git(folder, 'switch', '--quiet', '--create', 'behind');
  write('title: Int');
  git(folder, 'commit', '--quiet', '--all', '--message', 'no slug');
  git(folder, 'switch', '--quiet', 'main');
  write('title: Int slug: Int newer: Int');
  git(folder, 'commit', '--quiet', '--all', '--message', 'newer');
  git(folder, 'switch', '--quiet', 'behind');
  const tip = oid('main');
  expect(await checked()).toEqual({ baseCommit: { compared: left, ref: tip }, changes: ['FIELD_REMOVED Query.slug'] });

  const asItIs = { baseCommit: { compared: tip, ref: tip }, changes: ['FIELD_REMOVED Query.newer', 'FIELD_REMOVED Query.slug'] };
  expect(await checked(true)).toEqual(asItIs);

  git(folder, 'merge', '--quiet', '--strategy', 'ours', '--no-edit', 'main');
  expect(await checked()).toEqual(asItIs);

  git(folder, 'checkout', '--quiet', '--orphan', 'apart');
  git(folder, 'commit', '--quiet', '--message', 'nothing in common');
  expect(await checked()).toEqual(asItIs);
});
