import type { Caller } from '@cartograph/kit/caller';
import { expect, test } from 'vitest';
import type { PlaceOrderInput } from '#generated/resolvers';
import { buyerOf } from '#placing/rules/buyer';

const signedIn = (email: string): Caller => ({ kind: 'customer', customerId: 'c', email, roles: ['customer'] });
const saying = (email: string): PlaceOrderInput => ({ idempotencyKey: 'k', email, payment: { token: 'tok_ok' } });

test('a customer may say their own address in any spelling, and no other', () => {
  expect(buyerOf(saying('ADA@XN--EXMPLE-CUA.com'), signedIn('ada@exämple.com'))).toMatchObject({ email: 'ada@exämple.com' });
  expect(buyerOf(saying('grace@example.com'), signedIn('ada@example.com'))).toMatchObject({ path: ['email'] });
});

test('a customer of before, whose address is none by the rule of today, says it and buys', () => {
  expect(buyerOf(saying(' ada@1.2.3.4 '), signedIn('Ada@1.2.3.4'))).toMatchObject({ email: 'Ada@1.2.3.4', customerId: 'c' });
  expect(buyerOf(saying('ada@1.2.3.4'), { kind: 'guest' })).toMatchObject({ path: ['email'] });
});
