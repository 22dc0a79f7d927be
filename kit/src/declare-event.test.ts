import { expect, test } from 'vitest';
import { z } from 'zod';
import { undeclared } from '../testing/undeclared.ts';
import { event, minorUnits } from './declare-event.ts';

const line = z.object({ sku: z.string().describe('SKU.'), quantity: z.int().describe('Units.') });
const sold = event(
  'shop.basket_sold',
  2,
  z
    .object({ orderId: z.string().describe('Order.'), totalMinor: minorUnits('Total.'), lines: z.array(line).describe('Lines.') })
    .describe('A basket was sold.'),
  { key: 'order id', sequenced: true, example: { orderId: '1', totalMinor: '5', lines: [] } },
);
const counted = event('shop.shelf_counted', 1, z.object({ sku: z.string().describe('SKU.') }).describe('A shelf was counted.'), {
  key: 'SKU',
  sequenced: false,
  example: { sku: 'MUG' },
});
const lines = [{ sku: 'MUG', quantity: 1 }];

test('an event of an entity has no number before its row gives one, an event of no entity has none at all', () => {
  expect(sold.of('1', { orderId: '1', totalMinor: '5', lines })).toEqual({
    type: 'shop.basket_sold',
    version: 2,
    key: '1',
    data: { orderId: '1', totalMinor: '5', lines },
  });
  expect(counted.of('MUG', { sku: 'MUG' })).toMatchObject({ sequence: null });
  expect(sold.lacking('orderId', '1', { totalMinor: '5', lines })).toMatchObject({ lacks: 'orderId' });
  expect(sold).toMatchObject({ description: 'A basket was sold.', key: 'order id', sequenced: true });
});

// Each of these is an error of the compiler: were it none, the comment before it would be one.
test('a field too few, too many or of another kind does not compile', () => {
  const builds = [
    // @ts-expect-error totalMinor is missing
    () => sold.of('1', { orderId: '1', lines }),
    // @ts-expect-error an amount is text
    () => sold.of('1', { orderId: '1', totalMinor: 5, lines }),
    // @ts-expect-error nobody declared color
    () => sold.of('1', { orderId: '1', totalMinor: '5', lines, color: 'red' }),
    // @ts-expect-error nor in a line, which comes from elsewhere
    () => sold.of('1', { orderId: '1', totalMinor: '5', lines: lines.map((each) => ({ ...each, color: 'red' })) }),
    // @ts-expect-error what is lacking may not be said
    () => sold.lacking('orderId', '1', { orderId: '1', totalMinor: '5', lines }),
    // @ts-expect-error only a declared field can be lacking
    () => sold.lacking('color', '1', { orderId: '1', totalMinor: '5', lines }),
    // @ts-expect-error what has no row lacks nothing
    () => counted.lacking('sku', '1', {}),
  ];
  expect(builds).toHaveLength(7);
});

test('what is told otherwise than it is declared is found', () => {
  const told = (data: Record<string, unknown>, version = 2) => undeclared([sold, counted], [{ type: 'shop.basket_sold', version, data }]);
  expect(told({ lines, totalMinor: '5', orderId: '1' })).toEqual([]);
  expect(told({ orderId: '1', totalMinor: '5', lines }, 1)).toEqual(['shop.basket_sold v1 is not declared']);
  for (const data of [
    { orderId: '1', lines },
    { orderId: '1', totalMinor: '5.00', lines },
    { orderId: '1', totalMinor: '5', lines, color: 'red' },
    { orderId: '1', totalMinor: '5', lines: [{ sku: 'MUG', quantity: 1, color: 'red' }] },
  ])
    expect(told(data)).toHaveLength(1);
});
