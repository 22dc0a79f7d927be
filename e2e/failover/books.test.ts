import { expect, test } from 'vitest';
import { compareWithBooks } from './buyers.ts';

const order = (name: string, number: string) => ({ id: `id of ${name}`, email: `${name}@example.com`, number });
const [ann, bob] = [order('ann', 'C-1'), order('bob', 'C-2')];

test('books that have each order as its buyer was told are right, also with orders that nobody was told of yet', () => {
  expect(compareWithBooks([ann], [ann, bob])).toEqual([]);
});

test('an order that is lost, one whose number went to somebody else, and one that was placed twice are seen', () => {
  expect(compareWithBooks([ann, bob], [ann])).toEqual(['C-2 was told to its buyer and is lost']);
  expect(compareWithBooks([ann], [{ ...ann, number: 'C-9' }])).toEqual(['C-1 was told to its buyer and is C-9 now']);
  expect(compareWithBooks([ann], [ann, { ...ann, id: 'another', number: 'C-3' }])).toEqual(['C-3 is the second order of ann@example.com']);
});
