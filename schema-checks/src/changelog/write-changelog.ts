import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JudgedChange } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Project } from '../project/config.ts';
import { changelogEntry } from './changelog-entry.ts';

const preamble = `# Changelog of the schema

What clients and other subgraphs see change, newest first. Entries are written by the schema checks' \`changelog\` command.
`;

export type Written = 'added' | 'replaced' | 'unchanged' | 'nothing to say';

/** Puts the entry of a change set on top of the project's changelog. A second run for the same set changes nothing. */
export function writeChangelog({ root, config }: Project, changes: readonly JudgedChange[], label: string, date: string): Written {
  const file = join(root, config.changelog);
  const before = textOf(file, config.changelog);
  const { text, written } = withEntry(before, changelogEntry(changes, label, date));
  if (text !== before) writeFileSync(file, text);
  return written;
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return preamble;
    throw new InputProblem(`${name}: cannot be read (${code}); the changelog is a Markdown file.`);
  }
}

/** A changelog with one more entry, unless it is there. What grew since an entry was written from the same commit replaces that entry. */
export function withEntry(text: string, entry: string): { text: string; written: Written } {
  if (entry === '') return { text, written: 'nothing to say' };
  const fresh = read(entry);
  const top = text.search(/^## /m);
  const head = top < 0 ? `${text.trimEnd()}\n\n` : text.slice(0, top);
  const entries = top < 0 ? [] : text.slice(top).split(/^(?=## )/m);
  const [newest, ...older] = entries;
  const { set, base, body } = read(newest ?? '');
  const same = newest !== undefined && set !== undefined && (set === fresh.set || (isCommit(base) && base === fresh.base));
  const known = entries.map(read).some((one) => one.set === fresh.set && isCommit(one.base) && one.base === fresh.base);
  if (same ? body === fresh.body : known) return { text, written: 'unchanged' };
  const rest = same ? older : entries;
  return { text: `${head}${[entry, ...rest].map((one) => one.trimEnd()).join('\n\n')}\n`, written: same ? 'replaced' : 'added' };
}

function read(entry: string): { set: string | undefined; base: string | undefined; body: string } {
  const [, set, base] = /^<!-- schema changes (\w+) of (.*?)(?:\.\..*)? -->$/m.exec(entry) ?? [];
  return { set, base, body: entry.replace(/^## .*\n+<!--.*-->\n/, '').trim() };
}

const isCommit = (base: string | undefined): boolean => /^[0-9a-f]{7,40}$/.test(base ?? '');
