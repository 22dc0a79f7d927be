import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readExamples } from './example-operations.ts';

test('the tabs of the IDE are all operations of the folder, those in its folders last', () => {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'a'));
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write('b.graphql', '{ shop { name } }');
  write('a/c.graphql', 'query Cart { cart(id: 1) { ...Shown } }');
  write('a/d.graphql', 'fragment Shown on Cart { ...Id }\nfragment Id on Cart { id }\nquery D { me { id } }');
  write('notes.md', 'none');
  const [first, cart, last, ...more] = readExamples(folder);
  expect([first, more]).toEqual(['{ shop { name } }', []]);
  expect(cart).toMatch(/^query Cart .*\nfragment Shown on Cart \{\n {2}\.\.\.Id\n\}\nfragment Id on Cart \{\n {2}id\n\}$/);
  expect(last).toMatch(/query D \{ me \{ id \} \}$/);
});
