import { expect, test } from 'vitest';
import { compareEffects } from './effects.ts';

const one = [{ key: 'p1', amount: 1_500 }];

test('an effect that is there once is right, and nothing is as good as none', () => {
  expect(compareEffects('money', one, one)).toEqual([]);
  expect(compareEffects('money', [...one, { key: 'p2', amount: 0 }], [...one, { key: 'p3', amount: 0 }])).toEqual([]);
});

test.each([
  ['twice', [...one, ...one], 'money of p1: 3000 instead of 1500'],
  ['not at all', [], 'money of p1: 0 instead of 1500'],
  ['for nobody', [...one, { key: 'p2', amount: 7 }], 'money of p2: 7 instead of 0'],
])('an effect that is there %s is seen', (_, actual, sentence) => {
  expect(compareEffects('money', one, actual)).toEqual([sentence]);
});
