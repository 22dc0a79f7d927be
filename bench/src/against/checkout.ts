import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@cartograph/kit/config';
import { linkModules } from '@cartograph/stack/testing/link-modules';

export const project = join(import.meta.dirname, '../../..');

export interface Checkout {
  /** Whole, of the commit. */
  commit: string;
  /** The first line of its message. */
  subject: string;
  folder: string;
}

type Git = (args: readonly string[], env?: NodeJS.ProcessEnv) => string;

const gitIn =
  (root: string): Git =>
  (args, env = {}) =>
    execFileSync('git', ['-C', root, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }).trim();

const git = gitIn(project);

/**
 * A commit as a git worktree in `folder`, which must not be there yet. It runs on the packages of this working tree, but for the
 * workspaces, which are its own: so `npm start` in there is that commit's.
 */
export function checkOut(ref: string, folder: string): Checkout {
  const commit = findCommit(git, ref);
  git(['worktree', 'add', '--quiet', '--detach', folder, commit]);
  linkModules(project, folder);
  return { commit, subject: git(['show', '--no-patch', '--format=%s', commit]), folder };
}

/** Also of one that came to nothing. */
export function removeCheckout(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  git(['worktree', 'prune']);
}

function findCommit(ask: Git, ref: string): string {
  try {
    return ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  } catch {
    throw new ConfigError(`${ref} names no commit of this repository; in a shallow clone, fetch it first.`);
  }
}

/**
 * HEAD or, when something is not committed, a commit of no branch that holds the working tree as it stands, new files included.
 * `scratch` is a file to be made: the real index stays as it is.
 */
export function commitWorkingTree(scratch: string, root = project): string {
  const ask = gitIn(root);
  if (ask(['status', '--porcelain']) === '') return findCommit(ask, 'HEAD');
  const people = ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'Cartograph'],
    [`GIT_${role}_EMAIL`, 'cartograph@localhost'],
  ]);
  const env = { ...Object.fromEntries(people), GIT_INDEX_FILE: scratch };
  ask(['add', '--all'], env);
  return ask(['commit-tree', ask(['write-tree'], env), '-p', 'HEAD', '-m', 'the working tree, uncommitted changes included'], env);
}
