import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob, posix } from 'node:path';
import type { Project } from './config.ts';
import { filesAt, openObjects, resolveRef } from './git.ts';

/** Texts by path from the project's root, sorted; and files that are there and cannot be read, with why. */
export interface MatchingFiles {
  texts: Map<string, string>;
  unreadable: Map<string, string>;
}

/** The files of the working tree that a glob matches. */
export function filesInTree({ root }: Project, glob: string): MatchingFiles {
  const texts = new Map<string, string>();
  const unreadable = new Map<string, string>();
  const files = globSync(posix.normalize(glob), { cwd: root, exclude: ['**/node_modules'] }).map((file) => file.replaceAll('\\', '/'));
  for (const file of files.sort()) {
    try {
      texts.set(file, readFileSync(join(root, file), 'utf8'));
    } catch (error) {
      unreadable.set(file, (error as NodeJS.ErrnoException).code ?? String(error));
    }
  }
  return { texts, unreadable };
}

/** The same of a commit. */
export async function filesInCommit({ root }: Project, commit: string, glob: string): Promise<MatchingFiles> {
  const { prefix } = resolveRef(root, commit, commit);
  const objects = openObjects(root);
  try {
    const texts = new Map<string, string>();
    for (const file of filesAt(root, commit)
      .filter((each) => matchesGlob(each, posix.normalize(glob)))
      .sort()) {
      const text = await objects.read(`${commit}:${posix.join(prefix, file)}`);
      if (text !== undefined) texts.set(file, text);
    }
    return { texts, unreadable: new Map() };
  } finally {
    objects.close();
  }
}
