import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

// Tools want some small files in every folder, such as a tsconfig.json that only extends the root's.
const enough = 20;

/** Files of more than a few lines with the same bytes, each group on one line. */
function copies(files: ReadonlyMap<string, string>): string[] {
  const byText = Map.groupBy(files.keys(), (file) => files.get(file));
  return [...byText].flatMap(([text = '', names]) => (names.length > 1 && text.split('\n').length > enough ? [names.join(' = ')] : []));
}

test('what is committed is committed once', () => {
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  // Migrations are each room's own, and never change: what kit gives every room stands in each of them.
  const tracked = listed.filter((file) => file !== '' && !/^drizzle\/.*\.sql$/.test(file) && existsSync(join(root, file)));
  expect(tracked.length).toBeGreaterThan(500);
  expect(copies(new Map(tracked.map((file) => [file, readFileSync(join(root, file), 'latin1')])))).toEqual([]);
});

test('a copy of a file is seen, and a small one let be', () => {
  const long = 'line\n'.repeat(enough);
  const files = { 'a.graphql': long, 'b/c.graphql': long, 'd.json': '{}\n', 'e.json': '{}\n', 'f.graphql': `${long}more\n` };
  expect(copies(new Map(Object.entries(files)))).toEqual(['a.graphql = b/c.graphql']);
});
