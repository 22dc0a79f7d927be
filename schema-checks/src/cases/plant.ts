import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Git as a person without a configuration would have it. */
export const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false', ...args], {
    cwd,
    encoding: 'utf8',
  });

/** Makes the folder's files those given, by their paths; others of the old list go. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>, old: Iterable<string> = []): void {
  for (const path of old) if (!files.has(path)) rmSync(join(folder, path), { force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
