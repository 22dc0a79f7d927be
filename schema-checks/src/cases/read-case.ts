import { type CaseSettings, caseSchema } from './case-schema.ts';
import { linesOf, type Section, sectionsOf } from './sections.ts';

/** The files of a project at two moments: texts by their path from the project's root. */
export interface ProjectFiles {
  before: Map<string, string>;
  after: Map<string, string>;
}

/** A schema change, what is known of its users, and what a check must say of it. */
export interface Case extends CaseSettings {
  /** Its file's name without `.txt`. */
  name: string;
  /** As they are written: `projectFiles` fills in days and hashes and adds the configuration. */
  files: ProjectFiles;
}

type Moment = keyof ProjectFiles;

/**
 * A case from its text: `# what happens`, then sections, each below a line `# @<kind>`:
 * `file: <path>` is a file of the project, whose lines that begin with `-` are only there before and those with `+` only after;
 * `before: <path>` and `after: <path>` are a file at one moment alone, as it stands; `base: <what is compared with>`;
 * `urls`, `config` and `expect` are JSON (see `caseSchema`).
 */
export function readCase(name: string, text: string): Case {
  const { title, sections } = sectionsOf(text);
  const files: ProjectFiles = { before: new Map(), after: new Map() };
  const settings = new Map<string, unknown>([['title', title]]);
  for (const section of sections) {
    const { kind, path, line } = section;
    if (kind === 'file') {
      put(files, 'before', section, without('+', section.text));
      put(files, 'after', section, without('-', section.text));
    } else if (kind === 'before' || kind === 'after') put(files, kind, section, section.text);
    else if (settings.has(kind)) throw new Error(`line ${line}: there are two sections @${kind}`);
    else settings.set(kind, kind === 'base' ? path : json(section));
  }
  for (const [path, before] of files.before)
    if (before === files.after.get(path) && sections.filter((section) => section.path === path && section.kind !== 'base').length > 1)
      throw new Error(`${path} is the same before and after: write it once, as @file`);
  const parsed = caseSchema.safeParse(Object.fromEntries(settings));
  if (parsed.success) return { name, files, ...parsed.data };
  throw new Error(parsed.error.issues.map(({ path, message }) => `@${path.join('.') || 'case'}: ${message}`).join('\n'));
}

function put(files: ProjectFiles, moment: Moment, { path = '', line }: Section, text: string): void {
  if (files[moment].has(path)) throw new Error(`line ${line}: ${path} has a text ${moment} already`);
  files[moment].set(path, text);
}

const without = (mark: '+' | '-', text: string): string =>
  linesOf(text)
    .filter((line) => !line.startsWith(mark))
    .map((line) => `${/^[+-]/.test(line) ? line.slice(1) : line}\n`)
    .join('');

function json({ kind, text, line }: Section): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`line ${line}: @${kind} is no JSON: ${(error as Error).message}`);
  }
}
