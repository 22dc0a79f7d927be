import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeSnapshot } from '../compose/compose-snapshot.ts';
import type { Composition } from '../model.ts';
import { configSchema, type Project } from '../project/config.ts';
import { drift, writeGenerated } from '../project/generated.ts';
import { generatedPages } from './generated-pages.ts';

const config = configSchema.parse({ subgraphs: [{ name: 'lamps', sdl: 'lamps.graphql', url: 'http://lamps' }], docs: './docs/' });
let project: Project;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'docs-'));
  project = { root, file: join(root, 'schema.config.json'), config };
});
afterEach(() => rmSync(project.root, { recursive: true }));

function composed(sdl: string): Composition {
  const result = composeSnapshot({ label: 'tree', subgraphs: [{ name: 'lamps', url: 'http://lamps', file: 'lamps.graphql', sdl }] });
  if (result.kind === 'refused') throw new Error(JSON.stringify(result.findings));
  return result.composition;
}
const shop = composed('type Query { lamps: Lamp } type Mutation { light: Int } type Lamp { id: ID }');
const driftOf = (composition: Composition) =>
  drift(project, generatedPages(project, composition), { command: 'docs', says: 'as it should be' });
const write = (composition: Composition): string[] => writeGenerated(project, generatedPages(project, composition));
const file = (name: string): string => join(project.root, 'docs', name);

test('what was written has not drifted, and is not written again', () => {
  const all = ['docs/README.md', 'docs/map.md', 'docs/mutations.md', 'docs/queries.md', 'docs/types/lamps.md'];
  expect(driftOf(shop).map(({ place }) => place?.file)).toEqual(all);
  expect(write(shop)).toEqual(all.map((each) => `wrote ${each}`));
  expect(driftOf(shop)).toEqual([]);
  expect(write(shop)).toEqual([]);
});

test('a planted drift is caught with its file and line: edited, deleted, or of something that is gone', () => {
  write(shop);
  writeFileSync(file('map.md'), readFileSync(file('map.md'), 'utf8').replace('(["lamps"])', '(["lights"])'));
  appendFileSync(file('queries.md'), 'A line more.\n');
  rmSync(file('README.md'));
  const line = readFileSync(file('map.md'), 'utf8').split('\n').indexOf('  s1(["lights"])') + 1;
  const after = readFileSync(file('queries.md'), 'utf8').split('\n').indexOf('A line more.') + 1;
  expect(driftOf(composed('type Query { lamps: Lamp } type Lamp { id: ID }'))).toMatchObject([
    { severity: 'error', message: 'docs/README.md is not there.' },
    { place: { file: 'docs/map.md', line } },
    { place: { file: 'docs/queries.md', line: after } },
    { message: 'docs/mutations.md comes from something that is gone.' },
  ]);
});

test('a changed schema drifts, and writing mends it, removing its own pages only', () => {
  write(shop);
  writeFileSync(file('by-hand.md'), '# Ours\n');
  const smaller = composed('type Query { lamps: Lamp } type Lamp { id: ID! }');
  expect(driftOf(smaller).length).toBeGreaterThan(0);
  expect(write(smaller)).toContain('removed docs/mutations.md');
  expect(driftOf(smaller)).toEqual([]);
  expect(existsSync(file('by-hand.md'))).toBe(true);
});

test('a page that someone else wrote is never written over', () => {
  write(shop);
  writeFileSync(file('README.md'), '# Ours\n');
  expect(() => write(shop)).toThrow(/^docs\/README\.md: this page was written by someone else/);
  expect(readFileSync(file('README.md'), 'utf8')).toBe('# Ours\n');
});

test('a project that names no folder for the pages is told', () => {
  const { docs: _, ...without } = config;
  expect(() => generatedPages({ ...project, config: without }, shop)).toThrow(/there is no "docs"/);
});
