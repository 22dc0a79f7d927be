import { validate } from 'graphql';
import type { Composition, Finding, KnownOperation } from '../model.ts';
import type { Config } from '../project/config.ts';
import type { PlanCost } from './plan-cost.ts';
import { openPlanner, type Planned, plannable } from './planner.ts';
import { touched } from './reach.ts';
import { selects } from './selects.ts';

export interface ComparedPlans {
  findings: Finding[];
  /** Operations whose plans are known to be equal, or were compared. */
  compared: number;
  /** Of those, the ones that had to be planned: the others select nothing that the change touches. */
  planned: number;
  /** They do not fit one of the schemas, are subscriptions, or were refused by the planner. */
  skipped: number;
}

/**
 * What a change costs known operations: one finding for each whose plan has more fetches or stages than before, an error or a
 * warning (`plans.severity`) over the budget and a note within it, and a note where it has fewer.
 */
export function comparePlans(
  before: Composition,
  after: Composition,
  operations: readonly KnownOperation[],
  config: Config,
): ComparedPlans {
  const result: ComparedPlans = { findings: [], compared: 0, planned: 0, skipped: 0 };
  const { supergraph: old, supergraphSdl: oldSdl } = before;
  const { supergraph: next, supergraphSdl: nextSdl } = after;
  const known = plannable(operations);
  if (config.plans.severity === 'off') return result;
  if (!old || !next || oldSdl === undefined || nextSdl === undefined) return { ...result, skipped: known.length };
  const changed = touched(oldSdl, nextSdl);
  if (changed.size === 0) return { ...result, compared: known.length };
  const plans = { before: openPlanner(old), after: openPlanner(next) };
  for (const operation of known) {
    const selected = selects(before.api, operation);
    if (!selected) result.skipped += 1;
    else if (!selected.some((coordinate) => changed.has(coordinate))) result.compared += 1;
    else compareOne(operation, { before: plans.before(operation), after: plans.after(operation) }, { before, after, config }, result);
  }
  return result;
}

function compareOne(
  operation: KnownOperation,
  plans: { before: Planned; after: Planned },
  { before, after, config }: { before: Composition; after: Composition; config: Config },
  result: ComparedPlans,
): void {
  const refused = [plans.before, plans.after].find((plan) => plan.kind === 'refused');
  if (plans.before.kind === 'refused' || plans.after.kind === 'refused') {
    result.skipped += 1;
    // What does not fit one of the schemas is the operation check's to tell.
    const fits = [before, after].every(({ api }) => validate(api, operation.document, undefined, { maxErrors: 1 }).length === 0);
    if (fits && refused) result.findings.push(notPlanned(operation, refused.reason));
    return;
  }
  result.compared += 1;
  result.planned += 1;
  const finding = difference(operation, plans.before.cost, plans.after.cost, config.plans);
  if (finding) result.findings.push(finding);
}

const notPlanned = ({ name, client, place }: KnownOperation, reason: string): Finding => ({
  rule: 'plan-skipped',
  severity: 'info',
  message: `${name} of ${client} was not planned: ${reason.replace(/\.$/, '')}.`,
  place,
});

function difference(operation: KnownOperation, before: PlanCost, after: PlanCost, budget: Config['plans']): Finding | undefined {
  const fetches = after.fetches - before.fetches;
  const stages = after.stages - before.stages;
  if (fetches === 0 && stages === 0) return undefined;
  const { name, client, place } = operation;
  const counts = `${counted(after)}, ${counted(before)} before`;
  if (fetches <= 0 && stages <= 0)
    return { rule: 'plan-shrank', severity: 'info', message: `${name} of ${client} costs less: ${counts}.`, place };
  const over = fetches > budget.maxAddedFetches || stages > budget.maxAddedStages;
  const added = surplus(after.asks, before.asks);
  return {
    rule: 'plan-grew',
    severity: over && budget.severity !== 'off' ? budget.severity : 'info',
    message: `${name} of ${client} costs more: ${counts}.${added.length > 0 ? ` New: ${listed(added)}.` : ''}`,
    place,
    advice: over
      ? `Answer the field where the operation already is (@shareable, @provides, another key), or raise plans.maxAddedFetches (${budget.maxAddedFetches}) or plans.maxAddedStages (${budget.maxAddedStages}).`
      : `It is within plans.maxAddedFetches (${budget.maxAddedFetches}) and plans.maxAddedStages (${budget.maxAddedStages}).`,
  };
}

const counted = ({ fetches, stages }: PlanCost): string =>
  `${quantity(fetches, 'fetch', 'fetches')} in ${quantity(stages, 'stage', 'stages')}`;

const quantity = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** What is in the first list more often than in the second. */
function surplus(asks: readonly string[], known: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const ask of known) left.set(ask, (left.get(ask) ?? 0) + 1);
  return asks.filter((ask) => {
    const count = left.get(ask) ?? 0;
    left.set(ask, count - 1);
    return count <= 0;
  });
}

const shown = 3;

const listed = (asks: readonly string[]): string =>
  asks.length <= shown ? asks.join('; ') : `${asks.slice(0, shown).join('; ')}; and ${asks.length - shown} more`;
