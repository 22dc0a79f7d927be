import { expect, test } from 'vitest';
import type { Change, Composition, KnownOperation } from '../model.ts';
import { composed } from '../testing/composed.ts';
import { known, verdictsOn } from './testing/shop.ts';

const shop = 'type Query { lamp: Lamp } type Lamp @key(fields: "id") { id: ID! }';
const stock = `type Lamp @key(fields: "id") { id: ID! left: Int }
  type Mutation { hold(units: Int!): Held @inaccessible free: Int @inaccessible open: Int }
  type Held @inaccessible { state: String }`;
const sent = (text: string): KnownOperation[] => known(text, 'orders', { target: { kind: 'subgraph', subgraph: 'stock' } });

const gone = (path: string, more: Partial<Change> = {}): Change => ({
  id: `FIELD_REMOVED ${path} [stock]`,
  kind: 'FIELD_REMOVED',
  scope: 'internal',
  level: 'breaking',
  path,
  subgraphs: ['stock'],
  message: '',
  reason: '',
  advice: '',
  ...more,
});
const before = composed({ shop, stock });
const noHold = composed({ shop, stock: stock.replace('hold(units: Int!): Held @inaccessible', '').replace(/type Held.*/, '') });
const verdicts = (changes: Change[], operations: KnownOperation[], after: Composition) => verdictsOn(changes, operations, before, after);

test('a hidden command that another subgraph calls cannot go', () => {
  const operations = [...known('{ lamp { id } }'), ...sent('mutation Hold { hold(units: 1) { state } }')];
  const { fails, hits, findings } = verdicts([gone('Mutation.hold')], operations, noHold);
  expect([fails, hits, findings]).toEqual([
    ['FIELD_REMOVED Mutation.hold [stock]: used'],
    ['orders.graphql:1:17 asks for Mutation.hold'],
    [],
  ]);
  expect(verdicts([], operations, noHold).findings).toMatchObject([{ rule: 'operation-invalid', severity: 'error' }]);
});

test('a hidden command that nobody calls may go, where the calls between subgraphs are known', () => {
  expect(verdicts([gone('Mutation.hold')], sent('mutation Free { free }'), noHold).fails).toEqual([]);
  expect(verdicts([gone('Mutation.hold')], known('{ lamp { id } }'), noHold).fails).toEqual([
    'FIELD_REMOVED Mutation.hold [stock]: breaking',
  ]);
});

test('what only a gateway asks of a subgraph can be called, too', () => {
  const operations = sent('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Lamp { left } } _service { sdl } }');
  expect(verdicts([], operations, before).findings).toEqual([]);
});

test('a key that goes reaches the operations on the API that use its type', () => {
  const change = gone('Lamp', { kind: 'KEY_REMOVED', scope: 'subgraph', id: 'KEY_REMOVED Lamp [stock]' });
  expect(verdicts([change], known('{ lamp { id } }'), before).fails).toEqual(['KEY_REMOVED Lamp [stock]: used']);
  expect(verdicts([change], known('{ __typename }'), before).fails).toEqual([]);
});

test('a subgraph that goes reaches those who call it', () => {
  const change = gone('stock', { kind: 'SUBGRAPH_REMOVED', scope: 'subgraph', id: 'SUBGRAPH_REMOVED stock' });
  const after = composed({ shop });
  expect(verdicts([change], sent('mutation Free { free }'), after).fails).toEqual(['SUBGRAPH_REMOVED stock: used']);
  const { findings } = verdicts([], sent('mutation Free { free }'), after);
  expect(findings.map(({ message }) => message)).toEqual(['Free of orders is no longer valid: there is no subgraph stock']);
});

test('a call to a subgraph that there never was is an input that cannot be used', () => {
  const operations = known('{ a }', 'orders', { target: { kind: 'subgraph', subgraph: 'desks' } });
  expect(() => verdicts([], operations, before)).toThrow(
    /^orders\.graphql:1:1: the operation anonymous \w+ of orders .*there is no subgraph desks$/,
  );
});
