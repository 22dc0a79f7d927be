import { globSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Composition } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Project } from '../project/config.ts';
import { type GeneratedFile, textOf } from '../project/generated.ts';
import { mark } from './markdown.ts';
import { docPages } from './pages.ts';

/** Every page of the reference, and pages of its own that nothing asks for any more. A page that someone else wrote is refused. */
export function generatedPages(project: Project, composition: Composition): GeneratedFile[] {
  const { root, config } = project;
  if (config.docs === undefined) throw new InputProblem(`${project.file}: there is no "docs": name the folder for the reference pages.`);
  const folder = posix.normalize(config.docs);
  const isOurs = (file: string): boolean => textOf(join(root, file))?.startsWith(mark) ?? true;
  const pages = docPages(project, composition).map(({ path, text }) => ({ file: posix.join(folder, path), text }));
  const foreign = pages.find(({ file }) => !isOurs(file));
  if (foreign)
    throw new InputProblem(
      `${foreign.file}: this page was written by someone else and would be lost: move it, or name another "docs" folder.`,
    );
  const expected = new Set(pages.map(({ file }) => file));
  const stale = globSync('**/*.md', { cwd: join(root, folder) })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((file) => !expected.has(file) && isOurs(file))
    .sort();
  return [...pages, ...stale.map((file) => ({ file, text: undefined }))];
}
