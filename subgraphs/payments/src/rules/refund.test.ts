import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRefunds, type Refund, type RefundPaymentCommand } from '#rules/refund';

const command = (refundId: string, amountMinor: bigint | null): RefundPaymentCommand => ({ placementId: 'p', refundId, amountMinor });

describe('deciding refunds', () => {
  it('a pending refund counts as taken, a refused one does not', () => {
    const existing: Refund[] = [
      { refundId: 'a', placementId: 'p', amountMinor: 40n, state: 'PENDING' },
      { refundId: 'b', placementId: 'p', amountMinor: 50n, state: 'REFUSED' },
    ];
    const { claims } = decideRefunds([command('c', 61n), command('d', null)], new Map([['p', 100n]]), existing);
    expect(claims).toEqual([{ refundId: 'd', placementId: 'p', amountMinor: 60n, state: 'PENDING' }]);
  });

  it('a refund of less than nothing is refused', () => {
    expect(decideRefunds([command('a', -5n)], new Map([['p', 100n]]), []).claims).toEqual([]);
  });

  it('nothing is decided while a capture is under way, known refunds apart', () => {
    const existing: Refund[] = [{ refundId: 'a', placementId: 'p', amountMinor: 40n, state: 'PENDING' }];
    const decision = decideRefunds([command('a', 40n), command('b', null)], new Map([['p', 0n]]), existing, new Set(['p']));
    expect(decision).toEqual({ claims: [], nothing: new Set(), tooEarly: new Set(['b']) });
  });

  it('claims never exceed what was captured, whatever is asked for', () => {
    const asked = fc.array(
      fc.record({ refundId: fc.integer({ min: 0, max: 8 }).map(String), amountMinor: fc.option(fc.bigInt(-5n, 120n)) }),
    );
    fc.assert(
      fc.property(asked, fc.bigInt(0n, 100n), (list, captured) => {
        const { claims } = decideRefunds(
          list.map(({ refundId, amountMinor }) => command(refundId, amountMinor)),
          new Map([['p', captured]]),
          [],
        );
        expect(claims.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBeLessThanOrEqual(captured);
        expect(new Set(claims.map(({ refundId }) => refundId)).size).toBe(claims.length);
        expect(claims.every(({ amountMinor }) => amountMinor > 0n)).toBe(true);
      }),
    );
  });
});
