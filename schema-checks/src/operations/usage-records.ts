import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Place } from '../model.ts';
import { InputProblem } from '../problem.ts';
import { bareHash } from './manifest.ts';

/**
 * One line of a usage file: how often a client sent an operation since the line before, as the gateway (USAGE_FILE) and any other
 * router can write it. Lines add up; several files (one a replica) may be named by a glob. Unknown members are ignored.
 */
const usageRecord = z.object({
  /** sha256 in hex of the text that was sent, or what a manifest calls it by; an algorithm (`sha256:`) may stand before it. */
  hash: z.string().min(1).transform(bareHash),
  /** What the client calls itself; `unnamed` when it does not. */
  client: z.string().min(1),
  clientVersion: z.string().optional(),
  count: z.int().min(1),
  /** The last of these requests. */
  lastSeen: z.iso.datetime({ offset: true }),
  /** The name of the operation, where the text holds several. */
  operation: z.string().optional(),
  /** The text, its literals blanked or not. Needed once for an operation that is committed nowhere. */
  text: z.string().optional(),
  /**
   * What the variables held, counted: `$name` (given), `$name=null`, `Input` (an object of this type), `Input.field` (in it, not null),
   * `Input.field=null`, `Enum.VALUE`. A count of `Input` above those of `Input.field` and `Input.field=null` tells that the field was left out.
   */
  variables: z.record(z.string(), z.int().min(0)).optional(),
});

export type UsageRecord = z.infer<typeof usageRecord>;

export interface PlacedRecord extends UsageRecord {
  place: Place;
}

/** Every record of the files that a path or glob names. InputProblem for a missing file or a line that is no record. */
export function readUsage(root: string, pattern: string): PlacedRecord[] {
  const isGlob = /[*?{[]/.test(pattern);
  const files = isGlob ? globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/')) : [pattern];
  if (!isGlob && !existsSync(join(root, pattern))) throw new InputProblem(`usage.file: ${pattern} is not there.`);
  return files.sort().flatMap((file) => parseUsage(readFileSync(join(root, file), 'utf8'), file));
}

export function parseUsage(text: string, file: string): PlacedRecord[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = { file, line: index + 1, column: 1 };
    const record = usageRecord.safeParse(jsonOf(line));
    if (record.success) return { ...record.data, place };
    // The writer died, or is at work: what it has not ended was not said.
    if (index === lines.length - 1) return [];
    const [issue] = record.error.issues;
    const field = issue?.path.join('.') || 'the line';
    throw new InputProblem(`${file}:${index + 1}:1: this is no usage record: ${field}: ${issue?.message ?? 'it does not fit'}.`);
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Counts of two sets of variables together. */
export function addCounts(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...a };
  for (const [key, count] of Object.entries(b)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

/** The same records in fewer lines: one for each operation, client, version and day. What a check reads of both is the same. */
export function compactUsage(records: readonly UsageRecord[]): UsageRecord[] {
  const sums = new Map<string, UsageRecord>();
  for (const record of records) {
    const { hash, client, clientVersion, operation, count, lastSeen, text, variables } = record;
    const key = JSON.stringify([utcDay(lastSeen), client, clientVersion ?? '', hash, operation ?? '', variables === undefined]);
    const sum = sums.get(key);
    const known = text ?? sum?.text;
    sums.set(key, {
      hash,
      client,
      ...(clientVersion !== undefined && { clientVersion }),
      ...(operation !== undefined && { operation }),
      count: count + (sum?.count ?? 0),
      lastSeen: sum && Date.parse(sum.lastSeen) > Date.parse(lastSeen) ? sum.lastSeen : lastSeen,
      ...(variables && { variables: sum?.variables ? addCounts(sum.variables, variables) : variables }),
      ...(known !== undefined && { text: known }),
    });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

export const utcDay = (time: string): string => new Date(time).toISOString().slice(0, 10);
