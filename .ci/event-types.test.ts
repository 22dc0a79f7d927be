import { expect, test } from 'vitest';
import { typeOf } from '../codegen.events.ts';

const stated = (changes: object): string =>
  JSON.stringify({ consumer: 'shop.on-order-placed', event: 'orders.order_placed', version: 1, reads: ['orderId'], ...changes });
const typed = (changes: object): string => typeOf('on-order-placed.reads.json', stated(changes));

test('a consumer has a type of exactly what it states', () => {
  expect(typed({ reads: ['orderId', 'customerId', 'currency', 'lines[].quantity'] }).split('\n')[1]).toBe(
    'export type OnOrderPlaced = { orderId: string; customerId: string | null; currency: "USD" | "EUR" | "GBP" | "JPY"; lines: readonly ({ quantity: number })[] };',
  );
});

test('what no schema has is refused in one sentence', () => {
  expect(() => typed({ reads: ['lines[].price'] })).toThrow(
    'on-order-placed.reads.json: orders.order_placed version 1 has no lines[].price',
  );
  expect(() => typed({ version: 7 })).toThrow('on-order-placed.reads.json: no room declares orders.order_placed version 7');
  expect(() => typed({ reads: 'orderId' })).toThrow('on-order-placed.reads.json: reads: ');
  expect(() => typed({ read: [] })).toThrow('on-order-placed.reads.json: ');
});
