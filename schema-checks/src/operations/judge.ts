import type { Change, Composition, Finding, JudgedChange, KnownOperation } from '../model.ts';
import type { Config } from '../project/config.ts';
import { brokenOperations, explainedBy } from './broken-operations.ts';
import { holdingOf } from './holding.ts';
import { judgeChange } from './judge-change.ts';
import { lanesOf } from './lanes.ts';

export interface Judgement {
  changes: JudgedChange[];
  findings: Finding[];
}

/**
 * Which known operations each change hits, and what that makes of it; and every operation validated against the new schema.
 * Operations are read once and changes look up what they touch, so that the cost grows with operations plus changes.
 */
export function judge(
  changes: readonly Change[],
  operations: readonly KnownOperation[],
  before: Composition,
  after: Composition,
  config: Pick<Config, 'usage' | 'changes'>,
): Judgement {
  const holds = holdingOf(operations, config.usage);
  const lanes = lanesOf(operations, before, after);
  const judged = changes.map((change) => judgeChange(change, lanes, { config, holds }));
  const explained = explainedBy(judged.flatMap(({ change, reached }) => (change.level === 'breaking' ? reached : [])));
  const labels = { before: before.snapshot.label, after: after.snapshot.label };
  return { changes: judged.map(({ change }) => change), findings: brokenOperations(lanes, explained, holds, labels) };
}
