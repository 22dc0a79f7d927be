import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { plugin } from '../codegen.remotes.ts';

const schema = buildSchema(`
  scalar MinorUnits
  scalar DateTime
  type Parcel { placementId: ID!  priceMinor: MinorUnits!  price: MinorUnits!  sentAt: DateTime  sent: DateTime  storedAt: String }
  type Query { parcels(ids: [ID!]!, all: Boolean): [Parcel!] }
`);
const typesOf = (document: string): string => plugin(schema, [{ document: parse(document) }]);
const asking = (fields: string): string => `query Parcels($ids: [ID!]!) { outcomes: parcels(ids: $ids) { ${fields} } }`;

test('each operation is a verb with the types of one command and one outcome', () => {
  expect(typesOf(asking('placementId priceMinor sentAt'))).toContain(
    "Parcels: { command: ParcelsQueryVariables['ids'][number]; outcome: NonNullable<ParcelsQuery['outcomes']>[number] };",
  );
});

test('an alias makes a name that says what it is', () => {
  expect(typesOf(asking('placementId totalMinor: price sentAt: sent'))).toContain('Parcels:');
});

test.each([
  ['has no name', 'query ($ids: [ID!]!) { outcomes: parcels(ids: $ids) { placementId } }', 'needs a name'],
  ['sends no list', 'query Parcels { outcomes: parcels(ids: ["a"]) { placementId } }', 'needs one variable, a list'],
  [
    'sends more than a list',
    'query Parcels($ids: [ID!]!, $all: Boolean) { outcomes: parcels(ids: $ids, all: $all) { placementId } }',
    'needs one variable',
  ],
  ['sends one id', 'query Parcels($id: ID!) { outcomes: parcels(ids: [$id]) { placementId } }', 'needs one variable, a list'],
  ['calls its answer otherwise', 'query Parcels($ids: [ID!]!) { parcels(ids: $ids) { placementId } }', 'as `outcomes`'],
  ['asks for more than one list', `${asking('placementId').slice(0, -1)} more: parcels(ids: $ids) { placementId } }`, 'asks for one field'],
  ['names minor units otherwise', asking('price'), 'price is MinorUnits: names end in Minor'],
  ['names a time otherwise', asking('sent'), 'sent is DateTime: names end in At'],
  ['names a text like a time', asking('storedAt'), 'storedAt is String: names end in At'],
])('codegen refuses an operation that %s', (_, document, fault) => {
  expect(() => typesOf(document)).toThrow(fault);
});
