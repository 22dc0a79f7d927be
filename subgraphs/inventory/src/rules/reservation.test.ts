import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Demand, type FreeStock, reserve, sumLines } from '#rules/reservation';

const shelf = (sku: string, locationId: string, available: number, priority = 1): FreeStock => ({ sku, locationId, priority, available });
const demand = (placementId: string, ...lines: [sku: string, quantity: number][]): Demand => ({
  placementId,
  lines: lines.map(([sku, quantity]) => ({ sku, quantity })),
});

describe('a reservation', () => {
  it('picks from the best location that has the whole line', () => {
    const stock = [shelf('MUG', 'near', 3, 1), shelf('MUG', 'far', 9, 3), shelf('MUG', 'middle', 9, 2)];
    expect(reserve(stock, [demand('a', ['MUG', 5])])).toEqual([
      { kind: 'held', placementId: 'a', picks: [{ sku: 'MUG', locationId: 'middle', quantity: 5 }], waiting: [] },
    ]);
  });

  it('splits a line over locations in their order when none has it all', () => {
    const stock = [shelf('MUG', 'far', 9, 2), shelf('MUG', 'near', 3, 1)];
    const [decision] = reserve(stock, [demand('a', ['MUG', 10])]);
    expect(decision).toMatchObject({
      picks: [
        { locationId: 'near', quantity: 3 },
        { locationId: 'far', quantity: 7 },
      ],
    });
  });

  it('judges the same SKU on two lines by the sum', () => {
    const [decision] = reserve([shelf('MUG', 'near', 3)], [demand('a', ['MUG', 2], ['MUG', 2])]);
    expect(decision).toEqual({ kind: 'refused', placementId: 'a', shortages: [{ sku: 'MUG', requested: 4, available: 3 }] });
  });

  it('refuses an unknown SKU as none available, and takes nothing of the rest', () => {
    const decisions = reserve([shelf('MUG', 'near', 1)], [demand('a', ['MUG', 1], ['GHOST', 1]), demand('b', ['MUG', 1])]);
    expect(decisions[0]).toMatchObject({ shortages: [{ sku: 'GHOST', requested: 1, available: 0 }] });
    expect(decisions[1]).toMatchObject({ kind: 'held' });
  });

  it('gives the last unit to the first who asks', () => {
    const decisions = reserve([shelf('LAMP', 'near', 1)], [demand('a', ['LAMP', 1]), demand('b', ['LAMP', 1])]);
    expect(decisions.map(({ kind }) => kind)).toEqual(['held', 'refused']);
  });
});

const sku = fc.constantFrom('A', 'B', 'C', 'D');
const stocks = fc.uniqueArray(
  fc.record({
    sku,
    locationId: fc.constantFrom('x', 'y', 'z'),
    priority: fc.integer({ min: 1, max: 3 }),
    available: fc.integer({ min: 0, max: 12 }),
  }),
  { selector: (level) => `${level.sku}/${level.locationId}` },
);
const line = fc.record({ sku, quantity: fc.integer({ min: 1, max: 8 }) });
const demands = fc
  .array(fc.array(line, { minLength: 1, maxLength: 4 }), { maxLength: 12 })
  .map((baskets) => baskets.map((lines, index) => ({ placementId: String(index), lines })));

const total = (rows: readonly { quantity: number }[]): number => rows.reduce((sum, { quantity }) => sum + quantity, 0);
const heldOf = (decisions: ReturnType<typeof reserve>) => decisions.filter((decision) => decision.kind === 'held');

describe('whatever the stock and the baskets', () => {
  it('no shelf is ever oversold', () => {
    fc.assert(
      fc.property(stocks, demands, (stock, baskets) => {
        const picks = heldOf(reserve(stock, baskets)).flatMap((held) => held.picks);
        for (const level of stock) {
          const taken = picks.filter((pick) => pick.sku === level.sku && pick.locationId === level.locationId);
          expect(total(taken)).toBeLessThanOrEqual(level.available);
        }
      }),
    );
  });

  it('a basket gets all of each SKU or nothing, and every pick is of something', () => {
    fc.assert(
      fc.property(stocks, demands, (stock, baskets) => {
        for (const { placementId, picks } of heldOf(reserve(stock, baskets))) {
          for (const wish of sumLines(baskets[Number(placementId)]?.lines ?? []))
            expect(total(picks.filter((pick) => pick.sku === wish.sku))).toBe(wish.quantity);
          expect(picks.every(({ quantity }) => quantity > 0)).toBe(true);
          expect(new Set(picks.map((pick) => `${pick.sku}/${pick.locationId}`)).size).toBe(picks.length);
        }
      }),
    );
  });

  it('only a basket with a SKU that is short over all baskets is refused', () => {
    fc.assert(
      fc.property(stocks, demands, (stock, baskets) => {
        const decisions = reserve(stock, baskets);
        const wanted = sumLines(baskets.flatMap(({ lines }) => lines));
        const short = new Set(
          wanted
            .filter((wish) => wish.quantity > stock.reduce((sum, level) => sum + (level.sku === wish.sku ? level.available : 0), 0))
            .map((wish) => wish.sku),
        );
        for (const decision of decisions)
          if (decision.kind === 'refused')
            for (const shortage of decision.shortages) {
              expect(short).toContain(shortage.sku);
              expect(shortage.available).toBeLessThan(shortage.requested);
            }
        expect(decisions.map(({ placementId }) => placementId)).toEqual(baskets.map(({ placementId }) => placementId));
      }),
    );
  });
});
