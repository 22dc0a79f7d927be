import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import * as kinds from '../diff/kinds.ts';
import type { Approval } from '../model.ts';
import { InputProblem } from '../problem.ts';
import type { Project } from '../project/config.ts';
import { jsonPlaces } from '../project/json-places.ts';

const known = new Set<string>(Object.values(kinds).flat());

const said = z.string().trim().min(1, 'must say something');
const approval = z.strictObject({
  change: said.refine((id) => /^\S+ \S/.test(id) && known.has(id.split(' ')[0] ?? ''), {
    error: 'must be the id of a change as a check prints it, such as "FIELD_REMOVED Product.name"',
  }),
  why: said,
  who: said,
  until: z.iso.date('must be a date, such as 2027-01-31'),
});

/** The approvals of a project, each with its place; none when it has no such file. InputProblem names every bad entry at once. */
export function readApprovals({ root, config }: Project): Approval[] {
  const file = config.approvals;
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    throw new InputProblem(`${file}: cannot be read (${code}); approvals are a JSON file.`);
  }
  return parseApprovals(text, file);
}

export function parseApprovals(text: string, file: string): Approval[] {
  const entries = listOf(text, file);
  const placeAt = jsonPlaces(text, file);
  const seen = new Map<string, number>();
  const approvals: Approval[] = [];
  const problems: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = placeAt(`/${index}`);
    const parsed = approval.safeParse(entry);
    const first = parsed.success ? seen.get(parsed.data.change) : undefined;
    const wrong = parsed.success ? [] : [...new Set(parsed.error.issues.map(sentenceOf))];
    if (first !== undefined) wrong.push(`change: approved by entry ${first} already`);
    problems.push(...wrong.map((what) => `${file}:${place.line}: entry ${index}: ${what}`));
    if (!parsed.success) continue;
    seen.set(parsed.data.change, first ?? index);
    approvals.push({ ...parsed.data, place });
  }
  if (problems.length === 0) return approvals;
  throw new InputProblem(problems.length === 1 ? problems.join() : `${file} needs attention:\n  ${problems.join('\n  ')}`);
}

function listOf(text: string, file: string): unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new InputProblem(`${file}: this is no JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(parsed)) throw new InputProblem(`${file}: must be a list of approvals: [{ "change", "why", "who", "until" }]`);
  return parsed;
}

const sentenceOf = (issue: z.core.$ZodIssue): string => {
  const field = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.map((key) => JSON.stringify(key)).join(', ')} in an approval`;
  if (field === '') return 'must be an object with change, why, who and until';
  return `${field}: ${issue.code === 'invalid_type' ? 'must be a text' : issue.message}`;
};
