import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What is installed here, for another tree of the project; its workspaces are its own. */
export function linkModules(project: string, tree: string): void {
  const [installed, modules] = [join(project, 'node_modules'), join(tree, 'node_modules')];
  mkdirSync(join(modules, '@cartograph'), { recursive: true });
  for (const name of readdirSync(installed))
    if (name !== '@cartograph' && name !== '.cache') symlinkSync(join(installed, name), join(modules, name));
  const { workspaces } = JSON.parse(readFileSync(join(tree, 'package.json'), 'utf8')) as { workspaces: string[] };
  for (const folder of workspaces.flatMap((workspace) => foldersOf(tree, workspace))) {
    const { name } = JSON.parse(readFileSync(join(tree, folder, 'package.json'), 'utf8')) as { name: string };
    symlinkSync(join(tree, folder), join(modules, name));
  }
}

function foldersOf(tree: string, workspace: string): string[] {
  if (!workspace.endsWith('/*')) return [workspace];
  const parent = workspace.slice(0, -2);
  return readdirSync(join(tree, parent))
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(tree, folder, 'package.json')));
}
