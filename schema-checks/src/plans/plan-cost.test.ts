import type { FetchNode, PlanNode } from '@apollo/query-planner';
import { OperationTypeNode } from 'graphql';
import { expect, test } from 'vitest';
import { planCost } from './plan-cost.ts';

const fetch = (serviceName: string, operation: string): FetchNode => ({
  kind: 'Fetch',
  serviceName,
  operation,
  operationName: undefined,
  operationKind: OperationTypeNode.QUERY,
});

const cost = (node: PlanNode) => planCost({ kind: 'QueryPlan', node });

const lamps = fetch('products', '{ lamps { id title } }');
const prices = fetch('pricing', 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Lamp { price } } }');
const stock = fetch('stock', 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Lamp { left } } }');

test('what waits adds to the stages, what goes side by side only to the fetches', () => {
  expect(cost(lamps)).toMatchObject({ fetches: 1, stages: 1 });
  const both: PlanNode = { kind: 'Parallel', nodes: [prices, { kind: 'Flatten', path: ['lamps', '@'], node: stock }] };
  expect(cost(both)).toMatchObject({ fetches: 2, stages: 1 });
  expect(cost({ kind: 'Sequence', nodes: [lamps, both] })).toMatchObject({ fetches: 3, stages: 2 });
  const uneven: PlanNode = { kind: 'Parallel', nodes: [{ kind: 'Sequence', nodes: [lamps, prices, stock] }, stock] };
  expect(cost(uneven)).toMatchObject({ fetches: 4, stages: 3 });
});

test('a plan that depends on a variable costs what its dearer branch does', () => {
  const long: PlanNode = { kind: 'Sequence', nodes: [lamps, prices] };
  expect(cost({ kind: 'Condition', condition: 'wanted', ifClause: long, elseClause: stock })).toMatchObject({ fetches: 2, stages: 2 });
  expect(cost({ kind: 'Condition', condition: 'wanted', elseClause: stock })).toMatchObject({ fetches: 1, stages: 1 });
});

test('deferred parts come after the primary one, side by side', () => {
  const deferred = [prices, stock].map((node) => ({ depends: [], queryPath: [], node }));
  expect(cost({ kind: 'Defer', primary: { node: lamps }, deferred })).toMatchObject({ fetches: 3, stages: 2 });
});

test('an empty plan costs nothing', () => {
  expect(planCost({ kind: 'QueryPlan' })).toEqual({ fetches: 0, stages: 0, asks: [] });
});

test('a fetch says what it is for, without keys and type names', () => {
  const fragments = fetch(
    'pricing',
    'query($r: [_Any!]!) { _entities(representations: $r) { ...L } } fragment L on Lamp { __typename price list }',
  );
  expect(cost({ kind: 'Sequence', nodes: [lamps, prices, fragments] }).asks).toEqual([
    'pricing for Lamp.list, Lamp.price',
    'pricing for Lamp.price',
    'products for Query.lamps',
  ]);
});
