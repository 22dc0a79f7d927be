import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readExamples } from './example-operations.ts';

test('the tabs of the IDE are all operations of the folder, those in its folders last', () => {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'a'));
  for (const file of ['b.graphql', 'a/c.graphql', 'notes.md']) writeFileSync(join(folder, file), file);
  expect(readExamples(folder)).toEqual(['b.graphql', 'a/c.graphql']);
});
