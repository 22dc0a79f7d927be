import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Composition, Finding } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Project } from '../project/config.ts';
import { mark } from './markdown.ts';
import { docPages } from './pages.ts';

export interface WrittenDocs {
  /** Paths from the project's root. */
  written: string[];
  removed: string[];
}

/** Writes the pages that are not as they should be, and removes pages of its own that nothing asks for any more. */
export function writeDocs(project: Project, composition: Composition): WrittenDocs {
  const { wrong, stale } = compared(project, composition);
  for (const { file, text } of wrong) {
    mkdirSync(dirname(join(project.root, file)), { recursive: true });
    writeFileSync(join(project.root, file), text);
  }
  for (const file of stale) rmSync(join(project.root, file));
  return { written: wrong.map(({ file }) => file), removed: stale };
}

/** One error a page that is not what the schema and the migrations say: missing, changed, or left over. */
export function docsDrift(project: Project, composition: Composition): Finding[] {
  const { wrong, stale } = compared(project, composition);
  const drift = (file: string, line: number, what: string): Finding => ({
    rule: 'docs-drift',
    severity: 'error',
    message: `${file} ${what}.`,
    place: { file, line, column: 1 },
    advice: 'Write the pages anew with the docs command, and commit them.',
  });
  return [
    ...wrong.map(({ file, text, before }) =>
      before === undefined
        ? drift(file, 1, 'is not there')
        : drift(file, firstDifference(text, before), 'is not what the schema and the tables say'),
    ),
    ...stale.map((file) => drift(file, 1, 'is a page of something that is gone')),
  ];
}

interface Compared {
  wrong: { file: string; text: string; before: string | undefined }[];
  stale: string[];
}

function compared(project: Project, composition: Composition): Compared {
  const { root, config } = project;
  if (config.docs === undefined) throw new InputProblem(`${project.file}: there is no "docs": name the folder for the reference pages.`);
  const folder = posix.normalize(config.docs);
  const pages = docPages(project, composition).map(({ path, text }) => {
    const file = posix.join(folder, path);
    return { file, text, before: textOf(join(root, file)) };
  });
  const foreign = pages.find(({ before }) => before !== undefined && !before.startsWith(mark));
  if (foreign)
    throw new InputProblem(
      `${foreign.file}: this page was written by someone else and would be lost: move it, or name another "docs" folder.`,
    );
  const expected = new Set(pages.map(({ file }) => file));
  const stale = globSync('**/*.md', { cwd: join(root, folder) })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((file) => !expected.has(file) && textOf(join(root, file))?.startsWith(mark))
    .sort();
  return { wrong: pages.filter(({ text, before }) => text !== before), stale };
}

const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

/** Line, from 1. */
const firstDifference = (text: string, other: string): number => {
  const lines = other.split('\n');
  const index = text.split('\n').findIndex((line, at) => line !== lines[at]);
  return (index < 0 ? lines.length - 1 : index) + 1;
};
