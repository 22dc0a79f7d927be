import { operationFromDocument, type Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { KnownOperation } from '../model.ts';
import { type PlanCost, planCost } from './plan-cost.ts';

export type Planned = { kind: 'planned'; cost: PlanCost } | { kind: 'refused'; reason: string };

export type Plan = (operation: KnownOperation) => Planned;

/**
 * Plans operations as the gateway does: the same planner with the same defaults. The planner's graph of all subgraphs is
 * built at the first operation, and a text is planned once however many clients send it.
 */
export function openPlanner(supergraph: Supergraph): Plan {
  let planner: QueryPlanner | undefined;
  const known = new Map<string, Planned>();
  return (operation) => {
    const before = known.get(operation.hash);
    if (before) return before;
    planner ??= new QueryPlanner(supergraph);
    const planned = plan(planner, supergraph, operation);
    known.set(operation.hash, planned);
    return planned;
  };
}

function plan(planner: QueryPlanner, supergraph: Supergraph, { document }: KnownOperation): Planned {
  try {
    const operation = operationFromDocument(supergraph.apiSchema(), document);
    if (operation.rootKind === 'subscription') return { kind: 'refused', reason: 'subscriptions are not planned' };
    return { kind: 'planned', cost: planCost(planner.buildQueryPlan(operation)) };
  } catch (error) {
    // Whatever the planner throws is its answer to this operation; the others are still worth asking.
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Operations that are sent to the supergraph, in the order of their client, name and place. */
export const plannable = (operations: readonly KnownOperation[]): KnownOperation[] =>
  operations.filter(({ target }) => target.kind === 'api').toSorted((one, other) => compare(rank(one), rank(other)));

const rank = ({ client, name, place }: KnownOperation): string =>
  [client, name, place.file, String(place.line).padStart(9, '0'), String(place.column).padStart(9, '0')].join('\n');

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
