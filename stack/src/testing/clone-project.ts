import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkModules } from './link-modules.ts';

const project = join(import.meta.dirname, '../../..');

/** A clone of the project as it lies here, with what is not committed yet, and what is installed here. Remove its folder afterwards. */
export function cloneProject(): { tree: string; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cartograph-clone-'));
  chmodSync(folder, 0o755);
  const tree = join(folder, 'cartograph');
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  git('clone', '--quiet', '--shared', project, tree);
  const touched = git('ls-files', '-z', '--modified', '--deleted', '--others', '--exclude-standard').split('\0');
  for (const file of new Set(touched.filter(Boolean)))
    if (existsSync(join(project, file))) cpSync(join(project, file), join(tree, file));
    else rmSync(join(tree, file), { force: true });
  linkModules(project, tree);
  return { tree, folder };
}
