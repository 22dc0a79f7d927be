import { describe, expect, it } from 'vitest';
import { insertAttemptList } from '#payment-store';
import { lockPayments } from '#refund-store';
import { resumePayments } from '#resume-payments';
import type { Attempt } from '#rules/attempt';
import { openTill, type Till } from '#testing/till';

async function captured(till: Till, amountMinor = 100_00n, currency: 'USD' | 'EUR' = 'USD'): Promise<string> {
  const { placementId } = await till.pay('tok_ok', { amountMinor, currency });
  await till.capturePayments([{ placementId }]);
  return placementId;
}

describe('giving money back', () => {
  it('a refund is made once however often it is asked for', async () => {
    const till = await openTill();
    const placementId = await captured(till);
    const refund = { placementId, refundId: 'return-1', amountMinor: 30_00n };
    const answer = { placementId, refundId: 'return-1', state: 'REFUNDED', refundedMinor: 30_00n };
    expect(await till.refundPayments([refund, refund])).toEqual([answer, answer]);
    expect(await till.refundPayments([refund])).toEqual([answer]);
    expect(await till.charge(placementId)).toMatchObject({ refunded: 30_00n });
    expect((await till.events(placementId)).filter((type) => type === 'payments.payment_refunded')).toHaveLength(1);
    expect(await till.violations()).toEqual([]);
  });

  it('a refund without an amount gives back all that is left', async () => {
    const till = await openTill();
    const placementId = await captured(till);
    const answers = await till.refundPayments([
      { placementId, refundId: 'a', amountMinor: 30_00n },
      { placementId, refundId: 'b', amountMinor: null },
      { placementId, refundId: 'c', amountMinor: null },
    ]);
    expect(answers.map(({ state, refundedMinor }) => [state, refundedMinor])).toEqual([
      ['REFUNDED', 30_00n],
      ['REFUNDED', 70_00n],
      ['REFUNDED', 0n],
    ]);
    expect(await till.violations()).toEqual([]);
  });

  it('refunds of one payment that are made together are told in the order of their numbers', async () => {
    const till = await openTill();
    const placementId = await captured(till);
    await till.refundPayments(['c', 'a', 'd', 'b'].map((refundId) => ({ placementId, refundId, amountMinor: 1n })));
    const told = await till.db.query({
      text: `select sequence, data ->> 'refundId' as refund from outbox where type = 'payments.payment_refunded' order by id`,
    });
    expect(told).toEqual(['a', 'b', 'c', 'd'].map((refund, index) => ({ sequence: index + 3, refund })));
    expect(await till.violations()).toEqual([]);
  });

  it('an attempt at a payment is written while its refunds are decided: waiting both ways would be a deadlock', async () => {
    const till = await openTill();
    const placementId = await captured(till);
    const attempt: Attempt = { placementId, verb: 'capture', number: 2, outcome: 'CAPTURED', latencyMs: 1, at: new Date() };
    await till.db.transaction(async (tx) => {
      await lockPayments(tx, [placementId]);
      await insertAttemptList(till.db, [attempt]);
    });
    expect(await till.attempts(placementId)).toContain('capture 2 CAPTURED');
  });

  it('a refund waits for a capture whose reply is lost, instead of giving back the nothing that was captured so far', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok');
    const [capture] = await till.withFaults({ loseReplies: 1 }).capturePayments([{ placementId }]);
    expect(capture?.state).toBe('UNKNOWN');
    const refund = { placementId, refundId: 'cancellation', amountMinor: null };
    expect(await till.refundPayments([refund])).toMatchObject([{ state: 'UNKNOWN', refundedMinor: 0n }]);
    await till.capturePayments([{ placementId }]);
    expect(await till.refundPayments([refund])).toMatchObject([{ state: 'REFUNDED', refundedMinor: 12_50n }]);
    expect(await till.charge(placementId)).toMatchObject({ captured: 12_50n, refunded: 12_50n });
    expect(await till.violations()).toEqual([]);
  });

  it('what was never captured cannot be given back', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok');
    expect(await till.refundPayments([{ placementId, refundId: 'a', amountMinor: 1n }])).toMatchObject([
      { state: 'REFUND_REFUSED', refundedMinor: 0n },
    ]);
  });

  it('twenty refunds at once never give back more than was captured', async () => {
    const till = await openTill();
    const placementId = await captured(till);
    const slow = till.withFaults({ delayMs: 20 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => slow.refundPayments([{ placementId, refundId: `r-${index}`, amountMinor: 30_00n }])),
    );
    expect(answers.flat().filter(({ state }) => state === 'REFUNDED')).toHaveLength(3);
    expect(await till.charge(placementId)).toMatchObject({ refunded: 90_00n });
    expect(await till.violations()).toEqual([]);
  });

  it('a refund whose replies are lost counts as taken, and is finished by a repeat or the sweep', async () => {
    const till = await openTill();
    const placementId = await captured(till);
    const lost = till.withFaults({ loseReplies: 1 });
    const refunds = ['a', 'b'].map((refundId) => ({ placementId, refundId, amountMinor: 50_00n }));
    expect((await lost.refundPayments(refunds)).map(({ state }) => state)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(await till.refundPayments([{ placementId, refundId: 'c', amountMinor: 1n }])).toMatchObject([{ state: 'REFUND_REFUSED' }]);
    expect(await till.refundPayments(refunds.slice(0, 1))).toMatchObject([{ state: 'REFUNDED' }]);
    await resumePayments(till.deps, -1);
    expect(await till.charge(placementId)).toMatchObject({ refunded: 100_00n });
    expect(await till.violations()).toEqual([]);
  });

  it('a batch over many payments costs a constant number of statements', async () => {
    const till = await openTill();
    const placements = [await captured(till), await captured(till), await captured(till, 5_00n, 'EUR')];
    const before = till.db.statements();
    await till.refundPayments(placements.map((placementId) => ({ placementId, refundId: `all-${placementId}`, amountMinor: null })));
    expect(till.db.statements() - before).toBe(9);
    expect(await till.violations()).toEqual([]);
  });
});
