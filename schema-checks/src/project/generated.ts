import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding } from '../model.ts';
import type { Project } from './config.ts';

/** A committed file that comes from something else, its path from the project's root. One without a text should not be there. */
export interface GeneratedFile {
  file: string;
  text: string | undefined;
}

/** Where such files come from, and which command writes them. */
export interface Source {
  command: string;
  /** As in "api.graphql is not ...". */
  says: string;
}

/** Writes what is not as it should be, and removes what should not be there. Gives a line for each. */
export function writeGenerated(project: Project, files: readonly GeneratedFile[]): string[] {
  return outdated(project, files).map(({ file, text }) => {
    const path = join(project.root, file);
    if (text === undefined) {
      rmSync(path);
      return `removed ${file}`;
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return `wrote ${file}`;
  });
}

/** One error for each file that is not as it should be, with the first line that differs. */
export const drift = (project: Project, files: readonly GeneratedFile[], { command, says }: Source): Finding[] =>
  outdated(project, files).map(({ file, text, before }) => {
    const what = text === undefined ? 'comes from something that is gone' : before === undefined ? 'is not there' : `is not ${says}`;
    return {
      rule: `${command}-drift`,
      severity: 'error',
      message: `${file} ${what}.`,
      place: { file, line: firstDifference(text ?? before, before), column: 1 },
      advice: `Run npm run schema:${command} and commit what it writes.`,
    };
  });

export const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const outdated = ({ root }: Project, files: readonly GeneratedFile[]): (GeneratedFile & { before: string | undefined })[] =>
  files.map((each) => ({ ...each, before: textOf(join(root, each.file)) })).filter(({ text, before }) => text !== before);

/** Line, from 1. */
function firstDifference(text = '', other = text): number {
  const lines = other.split('\n');
  if (text === other || other === '') return 1;
  const index = text.split('\n').findIndex((line, at) => line !== lines[at]);
  return (index < 0 ? lines.length - 1 : index) + 1;
}
