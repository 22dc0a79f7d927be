import { expect, test } from 'vitest';
import { additionKeyOf, checkAddition } from '#cart/rules/addition';

const input = { sku: 'MUG', quantity: 1, idempotencyKey: 'guessable' };
const secret = { ...input, idempotencyKey: 'vY3fQm1Zr8tLk2Wd9xHs0A' };

test('a guest’s key that opens a cart must be one that nobody can guess, where a shop is open to the world', () => {
  expect(checkAddition(input, null, false)?.path).toEqual(['idempotencyKey']);
  expect(checkAddition(input, null, true)).toBeUndefined();
  for (const good of [secret, { ...input, cartId: 'c1' }]) expect(checkAddition(good, null, false)).toBeUndefined();
  expect(checkAddition(input, 'ada', false)).toBeUndefined();
});

test('a key that can be guessed is looked for where its buyer or cart is known, and only a secret one among all guests', () => {
  expect(additionKeyOf(input, 'ada')?.scopes).toEqual(['customer:ada']);
  expect(additionKeyOf({ ...secret, cartId: 'C1' }, 'ada')?.scopes).toEqual(['customer:ada', 'cart:c1', 'guest']);
  expect(additionKeyOf(input, null)?.scopes).toEqual(['guest']);
});
