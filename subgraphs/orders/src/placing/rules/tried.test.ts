import { expect, test } from 'vitest';
import { triedPoints, triedPrice, triedStock } from '#placing/rules/tried';
import type { StockState } from '#remotes/inventory';

test.each([
  ['a price', () => triedPrice('MELTED' as 'FROZEN')],
  ['stock', () => triedStock('LOST' as StockState)],
  ['points', () => triedPoints('SOLD' as 'HELD')],
])('what only a newer room says of %s is a fault, so that it is asked again', (_, say) => {
  expect(say).toThrow('which the saga does not know');
});
