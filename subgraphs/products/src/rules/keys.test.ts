import { expect, test } from 'vitest';
import { skuKey, slugKey, splitKeys } from '#rules/keys';
import { readId } from '#rules/read-id';

const id = '0198c0de-0000-7000-8000-000000000001';

test('what cannot be an id, a slug or a SKU has no key', () => {
  for (const text of ['', ' ', 'x\u0000', "'; drop table products", 'ä']) {
    expect(readId(text)).toBeUndefined();
    expect(slugKey(text)).toBeUndefined();
    expect(skuKey(text)).toBeUndefined();
  }
  expect(slugKey('Classic-Mug')).toBeUndefined();
  expect(slugKey('a'.repeat(101))).toBeUndefined();
  expect(skuKey('A'.repeat(65))).toBeUndefined();
});

test('an id in capitals is the same id', () => {
  expect(readId(id.toUpperCase())).toBe(readId(id));
});

test('keys are told apart by what they name', () => {
  expect(splitKeys([`id:${id}`, 'name:MUG-CLASSIC', 'name:id'])).toEqual({ ids: [id], names: ['MUG-CLASSIC', 'id'] });
});
