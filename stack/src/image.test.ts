import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const project = join(import.meta.dirname, '../..');

test('the image installs from the manifests of all workspaces and nothing else, so that a change of code installs nothing anew', () => {
  const dockerfile = readFileSync(join(project, 'Dockerfile'), 'utf8');
  const [, keep = ''] = /^RUN (find .+)$/m.exec(dockerfile) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const kept = ['.npmrc', 'kit/package.json', 'package-lock.json', 'package.json', 'subgraphs/new/package.json'];
  for (const path of [...kept, 'kit/src/db.ts', 'subgraphs/new/src/main.ts', 'docs/api/map.md']) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), '');
  }
  execFileSync('sh', ['-c', keep], { cwd: folder });
  const left = readdirSync(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((one) => one.isFile()).map(({ parentPath, name }) => relative(folder, join(parentPath, name)))).toEqual(
    expect.arrayContaining(kept),
  );
  expect(left.map(({ name }) => name).sort()).toEqual([...kept.map((path) => basename(path)), 'kit', 'new', 'subgraphs'].sort());
  expect(dockerfile).toMatch(/^COPY --from=manifests \/app \.\/\n(#.*\n)*RUN npm ci /m);
  expect(dockerfile.match(/^FROM \S+/gm)).toEqual(Array(3).fill(`FROM node:${readFileSync(join(project, '.nvmrc'), 'utf8').trim()}-slim`));
});
