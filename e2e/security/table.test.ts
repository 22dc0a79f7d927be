import { expect, test } from 'vitest';
import { readApi } from './api.ts';
import { staff, theirs } from './rows.ts';
import { table } from './table.ts';
import { wanting } from './wanting.ts';

const before = wanting(readApi(), table);

test('whatever leads to something of somebody’s, or of the staff’s, has a row that says who may see it', () => {
  expect(before).toEqual([]);
});

const description = '"""Staff with the scope customers:read."""';

test.each([
  ['a customer’s tax number', 'extend type Customer { taxNumber: String }', 'Customer.taxNumber has no row'],
  ['who bought a product last', 'extend type Product { boughtBy: [Customer!] }', 'Product.boughtBy has no row'],
  ['an e-mail address on a public page', 'extend type Product { supplierEmail: String }', 'Product.supplierEmail has no row'],
  ['a token in an answer that is of no entity', 'extend type CartUpdated { accessToken: String }', 'CartUpdated.accessToken has no row'],
  ['an order behind a line', 'extend type OrderLine { order: Order }', 'OrderLine.order has no row'],
  ['a root field', 'extend type Query { ordersOf(customerId: ID!): Int }', 'Query.ordersOf has no row'],
  ['a change', 'extend type Mutation { renameCustomer(id: ID!): Boolean }', 'Mutation.renameCustomer has no row'],
  ['a subscription', 'type Subscription { orderUpdated(orderId: ID!): Order }', 'Subscription.orderUpdated has no row'],
  ['a kind of thing', 'type Wish { text: String } extend type Product { wishes: [Wish!] }', 'Product.wishes has no row'],
  ['a kind of thing in an answer', 'type Gift { text: String } extend union CartResult = Gift', 'Gift is new'],
  ['a refusal that tells whose it is', 'extend type NotFound { order: Order }', 'NotFound.order has no row'],
  ['a field of the staff', `extend type Product { ${description} cost: String }`, "'Product.cost': staff('customers:read'),"],
  [
    'the administrators’ among what is the staff’s',
    `type Log { text: String ${description} author: String } extend type PaymentAttempt { log: Log }`,
    'Log.author has no row',
  ],
])('who adds %s must say who may see it', (_what, sdl, said) => {
  expect(wanting(readApi(sdl), table).filter((one) => !before.includes(one))).toEqual([expect.stringContaining(said)]);
});

test('a row or a type that is not in the API any more is told', () => {
  const rows = { ...table.rows, 'Customer.birthday': theirs, 'Wish.*': theirs };
  expect(wanting(readApi(), { rows, nobodys: new Set([...table.nobodys, 'Gift']) })).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Customer.birthday has a row, and is not in the API any more'),
      expect.stringContaining('Gift is listed as nobody'),
      expect.stringContaining('Wish.* has a row, and is not in the API any more'),
    ]),
  );
});

test('no row stands for all fields of an entity', () => {
  const { 'Customer.email': _, ...rows } = table.rows;
  const found = wanting(readApi(), { ...table, rows: { ...rows, 'Customer.*': theirs } });
  expect(found).toContainEqual(expect.stringContaining('Customer.*: each field of an entity'));
});

test('a row that the manual contradicts is told', () => {
  const rows = { ...table.rows, 'Query.order': staff(), 'Query.lowStock': theirs, 'Query.orders': staff('customers:write') };
  expect(wanting(readApi(), { ...table, rows })).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Query.order: staff alone see it, and it has no @tag'),
      expect.stringContaining('Query.lowStock: it is tagged'),
      expect.stringContaining('Query.orders: the table says customers:write'),
    ]),
  );
});
