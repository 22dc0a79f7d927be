import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { diffCompositions } from '../diff/diff-compositions.ts';
import type { Composition, KnownOperation } from '../model.ts';
import { configSchema, type Project } from '../project/config.ts';
import { composed, operation } from '../testing/composed.ts';
import { checkContracts } from './check-contracts.ts';

const root = mkdtempSync(join(tmpdir(), 'contracts-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const project = (contract: object = {}): Project => ({
  root,
  file: join(root, 'schema.config.json'),
  config: configSchema.parse({
    subgraphs: [{ name: 'a', sdl: 'a.graphql', url: 'http://a' }],
    contracts: [{ name: 'public', exclude: ['staff'], file: 'public.graphql', ...contract }],
  }),
});

const cost = operation('query Cost { lamp { cost } }');
const names = operation('query Names { lamp { name } }');
const a = 'type Query { lamp: Lamp } type Lamp { name: String cost: Int }';
const before = composed({ a });
const tagged = composed({ a: a.replace('cost: Int', '\n  cost: Int @tag(name: "staff")') });

const check = (after: Composition, operations: KnownOperation[], contract: object = {}, base = before) =>
  checkContracts(project(contract), base, after, { operations, differences: diffCompositions(base, after) });

test('a tag that takes a field from a variant fails by the operation that uses it there, though the API still has the field', () => {
  expect(diffCompositions(before, tagged).filter(({ scope, level }) => scope === 'api' && level !== 'safe')).toEqual([]);
  const { changes } = check(tagged, [cost, names]);
  expect(changes).toEqual([
    expect.objectContaining({
      id: 'FIELD_REMOVED Lamp.cost [contract public]',
      level: 'breaking',
      path: 'Lamp.cost',
      subgraphs: ['a'],
      place: { file: 'a.graphql', line: 3, column: 3 },
      message: expect.stringMatching(/^Contract public: .*cost/),
      reason: expect.stringContaining('the contract hides it: it is tagged staff.'),
      verdict: { kind: 'fails', because: 'used' },
      hits: [expect.objectContaining({ operation: 'Cost', client: 'shop' })],
    }),
  ]);
});

test('when no operation of the variant uses the field, it is told and passes', () => {
  expect(check(tagged, [names]).changes).toEqual([expect.objectContaining({ verdict: { kind: 'passes', because: 'unused' } })]);
  expect(check(tagged, [{ ...cost, client: 'console' }, names], { clients: ['shop'] }).changes).toEqual([
    expect.objectContaining({ verdict: { kind: 'passes', because: 'unused' } }),
  ]);
});

test('what the API itself loses is not told a second time', () => {
  const gone = composed({ a: 'type Query { lamp: Lamp } type Lamp { name: String }' });
  expect(check(gone, [cost]).changes).toEqual([]);
});

test('a contract that is narrowed in the configuration is compared with what the configuration said before', () => {
  const base = { ...tagged, snapshot: { ...tagged.snapshot, contracts: project({ exclude: [] }).config.contracts } };
  expect(check(tagged, [cost], {}, base).changes.map(({ id }) => id)).toEqual(['FIELD_REMOVED Lamp.cost [contract public]']);
  expect(check(tagged, [cost], {}, tagged).changes).toEqual([]);
});

test('a contract that is new has nothing to be compared with', () => {
  const base = { ...before, snapshot: { ...before.snapshot, contracts: [] } };
  expect(check(tagged, [cost], {}, base).changes).toEqual([]);
});

test('a contract that goes is told', () => {
  const base = { ...before, snapshot: { ...before.snapshot, contracts: project({ name: 'partner' }).config.contracts } };
  expect(check(before, [], {}, base).findings).toContainEqual(
    expect.objectContaining({
      rule: 'contract-removed',
      severity: 'warning',
      message: 'Contract partner is no longer in the configuration.',
    }),
  );
  expect(check(before, [], {}, before).findings.filter(({ rule }) => rule === 'contract-removed')).toEqual([]);
});

test('files that are missing or not what their contract composes to fail, and are right as given', () => {
  const first = check(tagged, [], { supergraph: 'public.supergraph.graphql' });
  expect(first.files.map(({ file }) => file)).toEqual(['public.graphql', 'public.supergraph.graphql']);
  expect(first.findings.map(({ rule, severity, place }) => [rule, severity, place?.file])).toEqual([
    ['contract-drift', 'error', 'public.graphql'],
    ['contract-drift', 'error', 'public.supergraph.graphql'],
  ]);
  for (const { file, text = '' } of first.files) writeFileSync(join(root, file), text);
  expect(check(tagged, [], { supergraph: 'public.supergraph.graphql' }).findings).toEqual([]);
});

test('a contract that cannot be composed is told as the build is', () => {
  const after = composed({ a: a.replace('type Lamp', 'type Lamp @tag(name: "staff")') });
  const { findings, files, changes } = check(after, [names]);
  expect(findings).toEqual([expect.objectContaining({ rule: 'REFERENCED_INACCESSIBLE', severity: 'error', path: 'Query.lamp' })]);
  expect({ files, changes }).toEqual({ files: [], changes: [] });
});
