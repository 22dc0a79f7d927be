import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { linkModules } from './link-modules.ts';

const project = join(import.meta.dirname, '../../..');

const git = (...args: string[]) => promisify(execFile)('git', args, { cwd: project });

/** The project as it was at a commit, with what is installed here, until the test ends, however it ends. */
export async function checkOut(commit: string): Promise<string> {
  await haveCommit(commit);
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-version-'));
  const tree = join(folder, 'tree');
  onTestFinished(async () => {
    const removed = await git('worktree', 'remove', '--force', tree).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
    // Not otherwise: another test may be making one of its own.
    if (!removed) await git('worktree', 'prune');
  });
  await git('worktree', 'add', '--quiet', '--detach', tree, commit);
  linkModules(project, tree);
  return tree;
}

/** A clone without history asks where it came from. */
async function haveCommit(commit: string): Promise<void> {
  const isHere = (): Promise<boolean> =>
    git('cat-file', '-e', `${commit}^{commit}`).then(
      () => true,
      () => false,
    );
  if (await isHere()) return;
  await git('fetch', '--quiet', '--depth=1', 'origin', commit).catch(() => undefined);
  if (!(await isHere())) throw new Error(`Commit ${commit}, whose data must start here, is not in this clone: git fetch --unshallow`);
}
