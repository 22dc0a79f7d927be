import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectFiles } from '@cartograph/schema-checks/cases/project-files';
import type { Case, ProjectFiles } from '@cartograph/schema-checks/cases/read-case';

const run = promisify(execFile);

/** A repository with two branches per case: `base/<name>` as it was, `change/<name>` one commit ahead. */
export function plantCases(repository: string, cases: readonly Case[], now: Date): void {
  mkdirSync(repository);
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: repository });
  const stream = cases.flatMap((given, index) => branches(given.name, index, projectFiles(given, now)));
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repository, input: stream.join('') });
}

let before: Promise<unknown> = Promise.resolve();

/** Checks a case's change out, as a developer has it before a pull request. One at a time: git makes its folder of worktrees with the first. */
export async function checkOut(repository: string, name: string): Promise<string> {
  const folder = join(repository, '..', name);
  const add = () => run('git', ['worktree', 'add', '--quiet', '--detach', folder, `change/${name}`], { cwd: repository });
  const added = before.then(add);
  before = added.catch(() => undefined);
  await added;
  return folder;
}

function branches(name: string, index: number, { before: old, after }: ProjectFiles): string[] {
  const base = `commit refs/heads/base/${name}\nmark :${index + 1}\n${said('before')}${files(old)}\n`;
  const change = `commit refs/heads/change/${name}\n${said('after')}from :${index + 1}\ndeleteall\n${files(after)}\n`;
  return [base, change];
}

const said = (message: string): string => `committer Ada <ada@example.com> 1700000000 +0000\n${data(message)}`;
const files = (texts: ReadonlyMap<string, string>): string =>
  [...texts].map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`).join('');
const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
