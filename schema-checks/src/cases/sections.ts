/** What stands below a line `# @<kind>` or `# @<kind>: <path>`. */
export interface Section {
  kind: Kind;
  path?: string;
  /** Where its header is, from 1. */
  line: number;
  /** Its lines, each with its end; the empty line before the next header is no part of it. */
  text: string;
}

const kinds = ['file', 'before', 'after', 'base', 'urls', 'config', 'expect'] as const;
type Kind = (typeof kinds)[number];
const named: ReadonlySet<string> = new Set<Kind>(['file', 'before', 'after', 'base']);

/** A case's title, which is its first line, and its sections in order. */
export function sectionsOf(text: string): { title: string; sections: Section[] } {
  const [first = '', ...lines] = linesOf(text);
  const title = /^# (?!@)(.+)$/.exec(first)?.[1];
  if (title === undefined) throw new Error('line 1: a case begins with "# " and what happens in it, as a sentence');
  const sections: { header: Omit<Section, 'text'>; lines: string[] }[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('# @')) sections.push({ header: headerOf(line, index + 2), lines: [] });
    else if (sections.length > 0) sections.at(-1)?.lines.push(line);
    else if (line !== '') throw new Error(`line ${index + 2}: ${JSON.stringify(line)} stands in no section`);
  }
  return { title, sections: sections.map(({ header, lines }, index) => ({ ...header, text: textOf(lines, index + 1 < sections.length) })) };
}

export const linesOf = (text: string): string[] => text.replace(/\n$/, '').split('\n');

function headerOf(header: string, line: number): Omit<Section, 'text'> {
  const [, name = '', path] = /^# @(\w*)(?:: (\S+))?$/.exec(header) ?? [];
  const kind = kinds.find((each) => each === name);
  if (!kind) throw new Error(`line ${line}: ${header} is no section; there are ${kinds.map((each) => `@${each}`).join(', ')}`);
  if (named.has(kind) !== (path !== undefined)) throw new Error(`line ${line}: ${header} ${path ? 'takes no path' : 'lacks its path'}`);
  return { kind, line, ...(path === undefined ? {} : { path }) };
}

const textOf = (lines: readonly string[], more: boolean): string =>
  (more && lines.at(-1) === '' ? lines.slice(0, -1) : lines).map((line) => `${line}\n`).join('');
