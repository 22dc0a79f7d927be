import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const project = mkdtempSync(join(tmpdir(), 'schema-checks-installed-'));
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('another project installs the folder and composes by its command', () => {
  const own = join(import.meta.dirname, '..');
  const modules = join(project, 'node_modules');
  const { name, bin, dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  cpSync(own, join(modules, name), { recursive: true, filter: (path) => !path.endsWith('/cases') });
  for (const each of Object.keys(dependencies)) {
    mkdirSync(dirname(join(modules, each)), { recursive: true });
    symlinkSync(join(own, '../node_modules', each), join(modules, each));
  }
  writeFileSync(join(project, 'a.graphql'), 'type Query { a: Int }');
  const subgraphs = [{ name: 'a', sdl: 'a.graphql', url: 'http://a.test' }];
  writeFileSync(join(project, 'schema.config.json'), JSON.stringify({ subgraphs }));
  execFileSync(join(modules, name, bin['schema-checks']), ['compose'], {
    cwd: project,
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
  });
  expect(readFileSync(join(project, 'api.graphql'), 'utf8')).toBe('type Query {\n  a: Int\n}\n');
});
