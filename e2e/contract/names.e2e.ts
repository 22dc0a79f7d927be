import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { missedBy } from './compare.ts';

const contract = readFileSync(new URL('./contract.graphql', import.meta.url), 'utf8');
const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const missed = (sdl: string): string[] => missedBy(buildSchema(sdl), api);

/** Comes with the room that ships. */
const later = /^Order\.shipments |^Shipment(Status)? /;

test('every name that clients use is in the API as they know it', () => {
  const found = missed(contract);
  expect(found.filter((name) => !later.test(name))).toEqual([]);
  expect(found.filter((name) => later.test(name)).sort()).toEqual([
    'Order.shipments is missing',
    'Shipment is missing',
    'ShipmentStatus is missing',
  ]);
});

test('the cart has the mutations that clients know by name only', () => {
  for (const name of ['setCartLineQuantity', 'applyCoupon', 'removeCoupon'])
    expect(String(api.getMutationType()?.getFields()[name]?.type)).toBe('CartResult');
});

test.each([
  ['totalCount: Int\n', 'totalCount: Int!\n', 'totalCount is Int, not Int!'],
  ['first: Int = 20', 'first: Int = 25', '(first) is Int = 20, not Int = 25'],
  ['enum CurrencyCode {', 'enum CurrencyCode {\n  CHF', 'CurrencyCode lacks CHF'],
  ['union CancelOrderResult = ', 'union CancelOrderResult = OrderPlaced | ', 'CancelOrderResult lacks OrderPlaced'],
  ['input LineInput {\n  sku: String!\n  quantity: Int!', 'input LineInput {\n  sku: String!', 'LineInput(quantity) must be given'],
  ['type Category {', 'type Category implements Problem {\n  code: String!\n  message: String!', 'Category lacks Problem'],
  ['type Shortage {', 'type Shortness {\n  sku: String!\n}\ntype Shortage {', 'Shortness is missing'],
])('a contract that says otherwise would be noticed: %s', (from, to, noticed) => {
  expect(contract).toContain(from);
  expect(missed(contract.replace(from, to)).join('\n')).toContain(noticed);
});
