import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check } from '../check.ts';
import { composeSnapshot } from '../compose/compose-snapshot.ts';
import { clientChangeKinds, commonChangeKinds, eventChangeKinds, federationChangeKinds } from '../diff/kinds.ts';
import { InputProblem } from '../problem.ts';
import { readProject } from '../project/read-config.ts';
import { expectedOf, type Said, saidBy } from './expectation.ts';
import { git, writeFiles } from './plant.ts';
import { projectFiles } from './project-files.ts';
import type { Case } from './read-case.ts';
import { readCases } from './read-cases.ts';

const cases = readCases();
const now = new Date();
let repository: string;

// One repository with one folder per case: all befores are its only commit, all afters its working tree.
beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'cartograph-cases-'));
  const projects = cases.map((each) => ({ folder: join(repository, each.name), ...projectFiles(each, now) }));
  for (const { folder, before } of projects) writeFiles(folder, before);
  git(repository, 'init', '--quiet');
  git(repository, 'add', '.');
  git(repository, 'commit', '--quiet', '--message', 'before');
  for (const { folder, before, after } of projects) writeFiles(folder, after, before.keys());
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe('a check says of each change what truly breaks', () => {
  test.each(cases)('$name: $title', async (given) => {
    const said = await saidOf(given);
    if (given.expect.exit === 2) expect(said).toMatchObject({ exit: 2, message: expect.stringContaining(given.expect.message) });
    else expect(said).toEqual(expectedOf(given.expect));
  });
});

test('every kind of change has a case', () => {
  const told = new Set<string>(cases.flatMap((given) => ('changes' in given.expect ? given.expect.changes.map(({ kind }) => kind) : [])));
  const kinds = [...commonChangeKinds, ...clientChangeKinds, ...federationChangeKinds, ...eventChangeKinds];
  expect(kinds.filter((kind) => !told.has(kind))).toEqual(['ONE_OF_ADDED']);
});

test('no subgraph can begin with @oneOf: composition refuses it', () => {
  const sdl = 'type Query { product(by: By!): Boolean }\ninput By @oneOf { id: ID sku: ID }';
  const composed = composeSnapshot({
    label: 'working tree',
    subgraphs: [{ name: 'products', url: 'http://a.test', file: 'a.graphql', sdl }],
  });
  expect(composed).toMatchObject({ kind: 'refused', findings: [{ message: expect.stringContaining('@oneOf') }] });
});

test('every case tells of something else', () => {
  const titles = cases.map(({ title }) => title);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  expect(cases.length).toBeGreaterThanOrEqual(280);
});

async function saidOf({ name, base, expect: wanted }: Case): Promise<Said | { exit: 2; message: string }> {
  const named = 'findings' in wanted ? wanted.findings : [];
  try {
    const project = readProject(join(repository, name, 'schema.config.json'));
    const report = await check(project, { base: base ?? 'HEAD', all: false, today: now.toISOString().slice(0, 10), progress: () => {} });
    return saidBy(report, named);
  } catch (error) {
    if (!(error instanceof InputProblem)) throw error;
    return { exit: 2, message: error.message };
  }
}
