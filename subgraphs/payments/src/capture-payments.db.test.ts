import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { resumePayments } from '#resume-payments';
import { command, openTill } from '#testing/till';

describe('taking the money', () => {
  it('a capture takes all that is held, once', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok');
    for (let round = 0; round < 2; round += 1)
      expect(await till.capturePayments([{ placementId }])).toEqual([{ placementId, state: 'CAPTURED' }]);
    expect(await till.charge(placementId)).toMatchObject({ state: 'CAPTURED', captured: 12_50n });
    expect(await till.events(placementId)).toEqual(['payments.payment_authorized', 'payments.payment_captured']);
    expect(await till.violations()).toEqual([]);
  });

  it('a batch costs two statements of ours', async () => {
    const till = await openTill();
    const paid = await till.authorizePayments(Array.from({ length: 64 }, () => command('tok_ok')));
    const before = till.db.statements();
    const answers = await till.capturePayments(paid);
    expect(till.db.statements() - before).toBe(2);
    expect(answers.every(({ state }) => state === 'CAPTURED')).toBe(true);
  });

  it('a capture that the provider refuses for good needs attention, and can still be let go', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_capture_refused');
    for (let round = 0; round < 2; round += 1)
      expect(await till.capturePayments([{ placementId }])).toEqual([{ placementId, state: 'CAPTURE_REFUSED' }]);
    expect(await till.events(placementId)).toEqual(['payments.payment_authorized', 'payments.payment_failed']);
    expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'VOIDED' }]);
    expect(await till.violations()).toEqual([]);
  });

  it('a capture whose replies are lost is unknown until it is repeated or swept', async () => {
    const till = await openTill();
    const [one, two] = [await till.pay('tok_ok'), await till.pay('tok_ok')];
    const answers = await till.withFaults({ loseReplies: 1 }).capturePayments([one, two]);
    expect(answers.map(({ state }) => state)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(await till.capturePayments([one])).toMatchObject([{ state: 'CAPTURED' }]);
    await resumePayments(till.deps, -1);
    expect(await till.capturePayments([two])).toMatchObject([{ state: 'CAPTURED' }]);
    expect(await till.charge(two.placementId)).toMatchObject({ captured: 12_50n });
    expect(await till.violations()).toEqual([]);
  });

  it('a placement that was never paid is a fault, and harms nobody else in its batch', async () => {
    const till = await openTill();
    const paid = await till.pay('tok_ok');
    await expect(till.capturePayments([{ placementId: uuidv7() }, paid])).rejects.toThrow('no payment for placement');
    expect(await till.charge(paid.placementId)).toMatchObject({ state: 'CAPTURED' });
  });

  it('of a capture and a void at once exactly one wins', async () => {
    const till = await openTill();
    const slow = till.withFaults({ delayMs: 20 });
    for (let round = 0; round < 10; round += 1) {
      const paid = await till.pay('tok_ok');
      await Promise.all([slow.capturePayments([paid]), slow.voidPayments([paid])]);
      const [captured] = await till.capturePayments([paid]);
      const [voided] = await till.voidPayments([paid]);
      expect(captured?.state).toBe(voided?.state);
      expect(['CAPTURED', 'VOIDED']).toContain(captured?.state);
    }
    expect(await till.violations()).toEqual([]);
  });
});
