import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import * as kinds from '../diff/kinds.ts';

const folder = join(import.meta.dirname, '../../cases');

const changeSchema = z.strictObject({
  kind: z.enum(Object.values(kinds).flat()),
  path: z.string(),
  detail: z.string().optional(),
  scope: z.enum(['api', 'subgraph', 'internal']),
  level: z.enum(['safe', 'dangerous', 'breaking']),
  verdict: z.enum(['passes', 'fails']),
  because: z.string(),
  /** Names of the operations that are hit, sorted. */
  operations: z.array(z.string()).default([]),
});

const findingSchema = z.strictObject({ rule: z.string(), path: z.string().optional(), severity: z.enum(['error', 'warning', 'info']) });

const caseSchema = z.strictObject({
  /** What happens, as a sentence. */
  title: z.string(),
  /** Subgraphs of `before` that are gone after. */
  removed: z.array(z.string()).default([]),
  /** Where subgraphs are found after, if elsewhere than before. */
  urls: z.record(z.string(), z.url()).default({}),
  /** Instead of the commit before. */
  base: z.string().optional(),
  /** What the configuration says beyond its subgraphs. */
  config: z.record(z.string(), z.unknown()).default({}),
  expect: z.discriminatedUnion('exit', [
    z.strictObject({
      exit: z.union([z.literal(0), z.literal(1)]),
      /** All of them; their order is of no account. */
      changes: z.array(changeSchema),
      /** Every error and warning of the check, and what else is worth telling. */
      findings: z.array(findingSchema).default([]),
    }),
    z.strictObject({ exit: z.literal(2), message: z.string().min(1) }),
  ]),
});

export type ExpectedChange = z.output<typeof changeSchema>;
export type ExpectedFinding = z.output<typeof findingSchema>;

/** A schema change, what is known of its users, and what a check must say of it. */
export interface Case extends z.output<typeof caseSchema> {
  /** Its folder's name. */
  name: string;
  /** Texts by their path below the case. */
  files: ReadonlyMap<string, string>;
}

/** All cases of schema-checks/cases, by name. */
export const readCases = (): Case[] =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const files = textsIn(join(folder, name));
      const parsed = caseSchema.safeParse(JSON.parse(files.get('case.json') ?? 'null'));
      if (!parsed.success) throw new Error(`schema-checks/cases/${name}/case.json: ${z.prettifyError(parsed.error)}`);
      return { name, files, ...parsed.data };
    });

const textsIn = (at: string): Map<string, string> =>
  new Map(
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(at.length + 1), readFileSync(file, 'utf8')]),
  );
