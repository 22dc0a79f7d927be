import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { Kind, parse, type SelectionNode } from 'graphql';

/** What a plan costs at its dearest: where a variable decides (@skip, @include), the dearer branch counts. */
export interface PlanCost {
  /** Requests to subgraphs. */
  fetches: number;
  /** Fetches that wait for each other: the length of the longest chain, so what latency grows with. */
  stages: number;
  /** What each fetch asks for, as `subgraph for Type.field, Type.field`; sorted. Keys and __typename are left out. */
  asks: readonly string[];
}

const nothing: PlanCost = { fetches: 0, stages: 0, asks: [] };

export const planCost = (plan: QueryPlan): PlanCost => {
  if (!plan.node) return nothing;
  const cost = plan.node.kind === 'Subscription' ? inSequence([costOf(plan.node.primary), costOf(plan.node.rest)]) : costOf(plan.node);
  return { ...cost, asks: cost.asks.toSorted() };
};

function costOf(node: PlanNode | undefined): PlanCost {
  if (!node) return nothing;
  switch (node.kind) {
    case 'Fetch':
      return { fetches: 1, stages: 1, asks: [`${node.serviceName} for ${asked(node).join(', ')}`] };
    case 'Flatten':
      return costOf(node.node);
    case 'Sequence':
      return inSequence(node.nodes.map(costOf));
    case 'Parallel':
      return sideBySide(node.nodes.map(costOf));
    case 'Condition':
      return dearer(costOf(node.ifClause), costOf(node.elseClause));
    case 'Defer':
      return inSequence([costOf(node.primary.node), sideBySide(node.deferred.map((deferred) => costOf(deferred.node)))]);
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

const inSequence = (parts: PlanCost[]): PlanCost => ({
  fetches: sum(parts.map(({ fetches }) => fetches)),
  stages: sum(parts.map(({ stages }) => stages)),
  asks: parts.flatMap(({ asks }) => asks),
});

const sideBySide = (parts: PlanCost[]): PlanCost => ({
  ...inSequence(parts),
  stages: Math.max(0, ...parts.map(({ stages }) => stages)),
});

const dearer = (one: PlanCost, other: PlanCost): PlanCost => ({
  fetches: Math.max(one.fetches, other.fetches),
  stages: Math.max(one.stages, other.stages),
  asks: one.fetches >= other.fetches ? one.asks : other.asks,
});

/** The fields that one fetch is made for: `Product.price` of an entity, `Query.me` at the root; sorted, each once. */
function asked({ operation, operationKind }: FetchNode): string[] {
  const document = parse(operation, { noLocation: true });
  const found = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const root = operationKind.charAt(0).toUpperCase() + operationKind.slice(1);
      collect(definition.selectionSet.selections, root, found);
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION && operation.includes('_entities')) {
      collect(definition.selectionSet.selections, definition.typeCondition.name.value, found);
    }
  }
  return [...found].sort();
}

function collect(selections: readonly SelectionNode[], type: string, found: Set<string>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      collect(selection.selectionSet.selections, selection.typeCondition?.name.value ?? type, found);
    } else if (selection.kind === Kind.FIELD && selection.name.value === '_entities') {
      collect(selection.selectionSet?.selections ?? [], '_Entity', found);
    } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
      found.add(`${type}.${selection.name.value}`);
    }
  }
}
