import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkOut, commitWorkingTree, project, removeCheckout } from './checkout.ts';

function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cartograph-checkout-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const git = (folder: string, ...args: string[]): string => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });

test('a commit is checked out with workspaces of its own and the packages of this tree, and leaves nothing behind', () => {
  const folder = join(temporaryFolder(), 'tree');
  onTestFinished(() => removeCheckout(folder));
  const { commit } = checkOut('HEAD', folder);
  expect(git(folder, 'rev-parse', 'HEAD').trim()).toBe(commit);
  expect(realpathSync(join(folder, 'node_modules/@cartograph/kit'))).toBe(join(folder, 'kit'));
  expect(realpathSync(join(folder, 'node_modules/graphql'))).toBe(realpathSync(join(project, 'node_modules/graphql')));
  removeCheckout(folder);
  expect(existsSync(folder)).toBe(false);
  expect(git(project, 'worktree', 'list')).not.toContain(folder);
});

test('what names no commit is refused in a sentence', () => {
  const refused = (ref: string) => () => checkOut(ref, join(temporaryFolder(), 'tree'));
  expect(refused('no-such-branch')).toThrow('no-such-branch names no commit of this repository');
  expect(refused('--all')).toThrow('--all names no commit of this repository');
});

test('the working tree is taken as it stands, new files too and ignored ones not, while its index stays as it is', () => {
  const [root, scratch] = [temporaryFolder(), join(temporaryFolder(), 'index')];
  git(root, 'init', '--quiet');
  for (const [file, text] of Object.entries({ kept: 'one', '.gitignore': 'ignored' })) writeFileSync(join(root, file), text);
  git(root, 'add', '--all');
  git(root, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=first');
  expect(commitWorkingTree(scratch, root)).toBe(git(root, 'rev-parse', 'HEAD').trim());
  for (const file of ['kept', 'fresh', 'ignored']) writeFileSync(join(root, file), 'two');
  const status = git(root, 'status', '--porcelain');
  const commit = commitWorkingTree(scratch, root);
  expect(git(root, 'show', `${commit}:kept`)).toBe('two');
  expect(git(root, 'ls-tree', '--name-only', commit).trim().split('\n')).toEqual(['.gitignore', 'fresh', 'kept']);
  expect(git(root, 'status', '--porcelain')).toBe(status);
});
