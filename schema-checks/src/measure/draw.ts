import { type GraphQLSchema, validate } from 'graphql';
import type { Change, Composition } from '../model.ts';
import { judge } from '../operations/judge.ts';
import { configSchema } from '../project/config.ts';
import { randomOperations } from './random-operations.ts';

/** What became of operations that were drawn for the old schema. */
export interface Drawn {
  operations: number;
  /** They fit the old schema and not the new one. */
  broken: number;
  /** Of those: no breaking change is said to hit them. What a client would meet without a warning. */
  missed: string[];
  /** Operations that a breaking change hits although they fit the new schema too, by the change's kind. */
  stillValid: Map<string, number>;
}

const { usage, changes: rules } = configSchema.parse({ subgraphs: [{ name: 'a', sdl: 'a', url: 'http://a.test' }] });

/** Draws operations for the old schema and lets the check judge them. */
export function drawAgainst(
  before: GraphQLSchema,
  after: GraphQLSchema,
  changes: readonly Change[],
  { count, targets, dice }: { count: number; targets: readonly string[]; dice: () => number },
): Drawn {
  const operations = randomOperations(before, count, targets, dice).filter(({ document }) => validate(before, document).length === 0);
  const broken = new Set(operations.filter(({ document }) => validate(after, document).length > 0).map(({ name }) => name));
  const judged = judge(changes, operations, apiOnly('before', before), apiOnly('after', after), { usage, changes: rules });
  const stillValid = new Map<string, number>();
  for (const { kind, level, hits } of judged.changes) {
    const alarms = level === 'breaking' ? hits.filter(({ operation }) => !broken.has(operation)).length : 0;
    if (alarms > 0) stillValid.set(kind, (stillValid.get(kind) ?? 0) + alarms);
  }
  const missed = judged.findings.filter(({ rule }) => rule === 'operation-invalid').map(({ message }) => message);
  return { operations: operations.length, broken: broken.size, missed, stillValid };
}

const apiOnly = (label: string, api: GraphQLSchema): Composition => ({ snapshot: { label, subgraphs: [] }, api, hints: [] });
