import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { composed, operation } from '../testing/composed.ts';
import { planLines, planTable } from './plan-table.ts';

const shop = composed({
  products: 'type Query { lamps: [Lamp!] } type Lamp @key(fields: "id") { id: ID! title: String }',
  pricing: 'type Lamp @key(fields: "id") { id: ID! price: Int }',
});
const titles = operation('query Titles { lamps { title } }', 'app');
const prices = operation('query Prices { lamps { price } }');
const wrong = operation('query Wrong { lamp { price } }');

test('every operation has its fetches, stages and rooms', () => {
  expect(planTable(shop, [titles, prices])).toEqual([
    { kind: 'planned', operation: 'Titles', client: 'app', place: titles.place, fetches: 1, stages: 1, subgraphs: ['products'] },
    {
      kind: 'planned',
      operation: 'Prices',
      client: 'shop',
      place: prices.place,
      fetches: 2,
      stages: 2,
      subgraphs: ['pricing', 'products'],
    },
  ]);
});

test('the dearest stands first, what cannot be planned last with the reason', () => {
  expect(planLines(planTable(shop, [titles, prices, wrong]))).toEqual([
    'operation  client  fetches  stages  subgraphs',
    'Prices     shop    2        2       pricing products',
    'Titles     app     1        1       products',
    'Wrong      shop    -        -       Cannot query field "lamp" on type "Query". Did you mean "lamps"?',
  ]);
});

test('without a supergraph there are no plans', () => {
  const apiAlone = { snapshot: { label: 'api.graphql', subgraphs: [] }, api: buildSchema('type Query { lamps: Int }'), hints: [] };
  expect(planTable(apiAlone, [titles])).toEqual([
    expect.objectContaining({ kind: 'skipped', reason: expect.stringContaining('no supergraph') }),
  ]);
});
