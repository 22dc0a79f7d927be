import { expect, test } from 'vitest';
import { configSchema } from '../project/config.ts';
import { composed, operation } from '../testing/composed.ts';
import { comparePlans } from './compare-plans.ts';

const config = (plans: object = {}) => configSchema.parse({ subgraphs: [{ name: 'products', sdl: 'p.graphql', url: 'http://p' }], plans });

const products =
  'type Query { lamps: [Lamp!] shelf: Shelf } type Lamp @key(fields: "id") { id: ID! title: String price: Int } type Shelf { name: String }';
const slimmer = products.replace(' price: Int', '');
const stock = 'type Lamp @key(fields: "id") { id: ID! left: Int }';
const pricing = 'type Lamp @key(fields: "id") { id: ID! price: Int }';

const prices = operation('query Prices { lamps { title price } }');
const shelf = operation('query Shelf { shelf { name } }');
const levels = operation('query Levels { lamps { left price } }');

const before = composed({ products, stock });
const after = composed({ products: slimmer, stock, pricing });

test('a field that moves to another room is told with every operation that now asks one more, and what for', () => {
  const { findings, compared, planned, skipped } = comparePlans(before, after, [prices, shelf], config());
  expect({ compared, planned, skipped }).toEqual({ compared: 2, planned: 1, skipped: 0 });
  expect(findings).toEqual([
    {
      rule: 'plan-grew',
      severity: 'warning',
      message: 'Prices of shop costs more: 2 fetches in 2 stages, 1 fetch in 1 stage before. New: pricing for Lamp.price.',
      place: { file: 'Prices.graphql', line: 1, column: 1 },
      advice: expect.stringContaining('plans.maxAddedFetches (0)'),
    },
  ]);
});

test('the budget decides what fails: stages and fetches each have their own', () => {
  const severities = (operations: Parameters<typeof comparePlans>[2], plans: object) =>
    comparePlans(before, after, operations, config(plans)).findings.map(({ severity }) => severity);
  expect(severities([prices], { severity: 'error' })).toEqual(['error']);
  expect(severities([prices], { severity: 'error', maxAddedFetches: 1 })).toEqual(['error']);
  expect(severities([prices], { severity: 'error', maxAddedFetches: 1, maxAddedStages: 1 })).toEqual(['info']);
  // Stock is asked in the second stage already: pricing goes beside it.
  expect(severities([levels], { severity: 'error', maxAddedFetches: 1 })).toEqual(['info']);
  expect(severities([prices, levels], { severity: 'off' })).toEqual([]);
});

test('the way back is told as a note', () => {
  expect(comparePlans(after, before, [prices], config({ severity: 'error' })).findings).toEqual([
    expect.objectContaining({
      rule: 'plan-shrank',
      severity: 'info',
      message: 'Prices of shop costs less: 1 fetch in 1 stage, 2 fetches in 2 stages before.',
    }),
  ]);
});

test('the same supergraph, and one that only reads differently, are not planned at all', () => {
  const described = composed({ products: products.replace('title', '"Its name." title'), stock });
  for (const other of [before, described]) {
    expect(comparePlans(before, other, [prices, shelf], config())).toEqual({ findings: [], compared: 2, planned: 0, skipped: 0 });
  }
});

test('what fits only one of the two, a subscription, and calls between rooms are not compared', () => {
  const gone = operation('query Gone { lamps { colour } }');
  const live = composed({ products: `${products} type Subscription { sold: Lamp }`, stock });
  const moved = composed({ products: `${slimmer} type Subscription { sold: Lamp }`, stock, pricing });
  const sold = operation('subscription Sold { sold { price } }');
  const call = { ...prices, target: { kind: 'subgraph', subgraph: 'products' } } as const;
  const result = comparePlans(live, moved, [gone, sold, call], config());
  expect(result).toMatchObject({ compared: 0, planned: 0, skipped: 2 });
  expect(result.findings).toEqual([
    expect.objectContaining({
      rule: 'plan-skipped',
      severity: 'info',
      message: 'Sold of shop was not planned: subscriptions are not planned.',
    }),
  ]);
});

test('two clients with the same text are both told, in the order of their names', () => {
  const messages = comparePlans(before, after, [prices, { ...prices, client: 'app' }], config()).findings.map(({ message }) => message);
  expect(messages).toEqual([expect.stringMatching(/^Prices of app /), expect.stringMatching(/^Prices of shop /)]);
});
