import { z } from 'zod';
import * as kinds from '../diff/kinds.ts';

const changeSchema = z.strictObject({
  kind: z.enum(Object.values(kinds).flat()),
  path: z.string(),
  detail: z.string().optional(),
  scope: z.enum(['api', 'subgraph', 'internal', 'event']),
  level: z.enum(['safe', 'dangerous', 'breaking']),
  verdict: z.enum(['passes', 'fails']),
  because: z.string(),
  /** Names of the operations that are hit, or of the consumers, sorted. */
  operations: z.array(z.string()).default([]),
});

const findingSchema = z.strictObject({ rule: z.string(), path: z.string().optional(), severity: z.enum(['error', 'warning', 'info']) });

export const caseSchema = z.strictObject({
  /** What happens, as a sentence. */
  title: z.string(),
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

export type CaseSettings = z.output<typeof caseSchema>;
export type ExpectedChange = z.output<typeof changeSchema>;
export type ExpectedFinding = z.output<typeof findingSchema>;
