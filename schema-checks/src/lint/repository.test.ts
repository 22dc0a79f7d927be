import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readProject } from '../project/read-config.ts';
import { workingTree } from '../project/working-tree.ts';
import { lint } from './lint.ts';

const project = readProject(fileURLToPath(new URL('../../../schema.config.json', import.meta.url)));

test('the rooms keep every rule, or the configuration says why not', async () => {
  const snapshot = await workingTree(project);
  expect(lint({ snapshot }, undefined, project.config)).toEqual([]);
  const ignored = lint({ snapshot }, undefined, { ...project.config, lint: { ...project.config.lint, ignore: [] } });
  expect(ignored.length).toBeGreaterThanOrEqual(project.config.lint.ignore.length);
});

test('a room that breaks a rule is told, also when only what changed is judged', async () => {
  const before = await workingTree(project);
  const subgraphs = before.subgraphs.map((each) =>
    each.name === 'payments'
      ? { ...each, sdl: each.sdl.replace('type Payment @key(fields: "id") @batched', 'type Payment @key(fields: "id")') }
      : each,
  );
  expect(lint({ snapshot: { label: 'planted', subgraphs } }, { snapshot: before }, project.config)).toMatchObject([
    {
      rule: 'entity-batching',
      severity: 'error',
      path: 'Payment',
      subgraph: 'payments',
      place: { file: 'subgraphs/payments/payments.graphql' },
    },
  ]);
});
