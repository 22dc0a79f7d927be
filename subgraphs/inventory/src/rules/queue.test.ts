import { describe, expect, it } from 'vitest';
import { serve } from '#rules/queue';
import { reserve } from '#rules/reservation';
import type { Terms } from '#rules/terms';

const shelf = (locationId: string, available: number, priority = 1) => ({ sku: 'MUG', locationId, priority, available });
const terms = (more: Partial<Terms>): Terms => ({
  sku: 'MUG',
  buffer: 0,
  maxPerOrder: null,
  backorder: 'BACKORDER',
  backorderLimit: 5,
  backordered: 0,
  ...more,
});
const wish = (quantity: number) => [{ placementId: 'one', lines: [{ sku: 'MUG', quantity }] }];

describe('those who wait', () => {
  const queue = [
    { placementId: 'first', sku: 'MUG', waiting: 3 },
    { placementId: 'second', sku: 'MUG', waiting: 1 },
  ];

  it('are served in their order, over the places in theirs, and nobody before the first has all', () => {
    expect(serve([shelf('main', 1), shelf('east', 1, 2)], 0, queue)).toEqual([
      { placementId: 'first', sku: 'MUG', locationId: 'main', quantity: 1 },
      { placementId: 'first', sku: 'MUG', locationId: 'east', quantity: 1 },
    ]);
    expect(serve([shelf('main', 4)], 0, queue).map(({ placementId }) => placementId)).toEqual(['first', 'second']);
  });

  it('never get the buffer', () => {
    expect(serve([shelf('main', 4)], 4, queue)).toEqual([]);
    expect(serve([shelf('main', 2)], 9, queue)).toEqual([]);
  });
});

describe('an order on terms', () => {
  it('has what is there first, and waits for the rest', () => {
    expect(reserve([shelf('main', 2)], wish(4), [terms({})])).toEqual([
      {
        kind: 'held',
        placementId: 'one',
        picks: [{ sku: 'MUG', locationId: 'main', quantity: 2 }],
        waiting: [{ sku: 'MUG', quantity: 2 }],
      },
    ]);
  });

  it.each([
    ['beyond the limit', terms({}), 8, 7],
    ['beyond what others have left of it', terms({ backordered: 2 }), 4, 3],
    ['of the buffer', terms({ buffer: 2, backorder: null, backorderLimit: null }), 1, 0],
    ['of what others wait for', terms({ backordered: 2, backorder: null, backorderLimit: null }), 1, 0],
    ['beyond the most that an order may have', terms({ maxPerOrder: 1 }), 2, 1],
  ])('gets nothing %s', (_what, its, requested, available) => {
    expect(reserve([shelf('main', 2)], wish(requested), [its])).toEqual([
      { kind: 'refused', placementId: 'one', shortages: [{ sku: 'MUG', requested, available }] },
    ]);
  });
});
