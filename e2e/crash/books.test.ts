import { expect, test } from 'vitest';
import { purchase } from '../support/place-order.ts';
import { type BookRow, wrongReplies } from './books.ts';
import type { Entry } from './ledger.ts';

const placed: Entry = {
  buyer: 'guest',
  purchase: purchase('a key that nobody can guess', [{ sku: 'MUG-CLASSIC', quantity: 1 }]),
  told: { kind: 'OrderPlaced', id: 'an id', number: 'C-1', total: '25.00 USD', accessToken: null, replayed: false },
};
const rejected: Entry = { ...placed, told: { kind: 'OrderRejected', problems: ['PAYMENT_DECLINED'], recorded: true, shortages: [] } };
const order = { id: 'an id', number: 'C-1', total: '25.00 USD', status: 'CONFIRMED' };
const sold: BookRow = {
  key: 'a key that nobody can guess',
  state: 'completed',
  needsAttention: false,
  order,
  payment: { state: 'CAPTURED', kept: '25.00 USD' },
};
const refused: BookRow = { ...sold, state: 'aborted', order: null, payment: { state: 'VOIDED', kept: '0.00 USD' } };

test('answers that the books bear out are right', () => {
  expect(wrongReplies([placed], [sold])).toEqual([]);
  expect(wrongReplies([rejected], [refused])).toEqual([]);
  expect(wrongReplies([rejected], [{ ...refused, payment: null }])).toEqual([]);
  const givenBack: BookRow = { ...sold, order: { ...order, status: 'CANCELLED' }, payment: { state: 'CAPTURED', kept: '0.00 USD' } };
  expect(wrongReplies([{ ...placed, cancelled: true }], [givenBack])).toEqual([]);
});

test('a request that never arrived has no answer and no row', () => {
  const { told: _, ...unheard } = placed;
  expect(wrongReplies([unheard], [])).toEqual([]);
});

test.each<[string, Entry, BookRow[], string]>([
  ['an order that is not there', placed, [], 'there is no placement'],
  ['an order that was not made', placed, [{ ...sold, order: null }], 'there is no order'],
  ['an order with another number', placed, [{ ...sold, order: { ...order, number: 'C-2' } }], 'C-2'],
  ['an order at another price', placed, [{ ...sold, order: { ...order, total: '24.99 USD' } }], '24.99'],
  ['an order that was refused after all', placed, [refused], 'the placement is aborted'],
  ['a refusal that was placed after all', rejected, [sold], 'the placement is completed'],
  ['a refusal with an order', rejected, [{ ...refused, order }], 'there is the order'],
  ['a refusal that is paid', rejected, [{ ...refused, payment: { state: 'CAPTURED', kept: '25.00 USD' } }], 'the payment is CAPTURED'],
  ['a refusal that is authorized still', rejected, [{ ...refused, payment: { state: 'AUTHORIZED', kept: '0.00 USD' } }], 'AUTHORIZED'],
  ['two placements of one key', placed, [sold, sold], '2 placements'],
  ['a placement without an end', placed, [{ ...sold, state: 'confirmed' }], 'never came to an end'],
  ['an order that nobody paid for', placed, [{ ...sold, payment: null }], 'not there'],
  ['a cancelled order whose money was kept', placed, [{ ...sold, order: { ...order, status: 'CANCELLED' } }], '25.00 USD kept'],
  ['a cancellation that was forgotten', { ...placed, cancelled: true }, [sold], 'told that it is cancelled'],
])('%s is a wrong reply', (_, entry, books, why) => {
  expect(wrongReplies([entry], books)).toEqual([expect.stringContaining(why)]);
});
