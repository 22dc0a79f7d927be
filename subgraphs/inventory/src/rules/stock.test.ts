import { describe, expect, it } from 'vitest';
import { fellLow, statusOf, stockProblems, summarize } from '#rules/stock';

const mug = (onHand: number, reserved: number, threshold = 5) => ({ sku: 'MUG', onHand, reserved, threshold });

describe('stock', () => {
  it('is in stock above its threshold, low at it, out at nothing', () => {
    expect([mug(10, 4), mug(10, 5), mug(10, 9), mug(10, 10), mug(0, 0, 0)].map(statusOf)).toEqual([
      'IN_STOCK',
      'LOW_STOCK',
      'LOW_STOCK',
      'OUT_OF_STOCK',
      'OUT_OF_STOCK',
    ]);
  });

  it('is summed over locations, thresholds included', () => {
    const level = { sku: 'MUG', priority: 1, onHand: 4, reserved: 1, lowStockThreshold: 2 };
    expect(
      summarize([
        { ...level, locationId: 'main' },
        { ...level, locationId: 'east' },
      ]),
    ).toEqual([mug(8, 2, 4)]);
  });

  it('is told as low when it crosses the threshold, not while it stays below or rises', () => {
    const took = (quantity: number) => [{ sku: 'MUG', quantity }];
    expect(fellLow([mug(10, 0)], took(5))).toEqual([{ sku: 'MUG', available: 5, threshold: 5 }]);
    expect(fellLow([mug(10, 0)], took(4))).toEqual([]);
    expect(fellLow([mug(5, 0)], took(1))).toEqual([]);
    expect(fellLow([mug(3, 0)], took(-9))).toEqual([]);
  });

  it('tells a cart what it cannot have, unknown SKUs included', () => {
    const lines = [
      { sku: 'MUG', quantity: 3 },
      { sku: 'LAMP', quantity: 2 },
      { sku: 'GHOST', quantity: 1 },
    ];
    expect(stockProblems(lines, [mug(10, 0), { ...mug(1, 0), sku: 'LAMP' }, undefined])).toEqual([
      { sku: 'LAMP', requested: 2, available: 1 },
      { sku: 'GHOST', requested: 1, available: 0 },
    ]);
  });
});
