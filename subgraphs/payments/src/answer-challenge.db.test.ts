import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { answerChallenge } from '#answer-challenge';
import { resumePayments } from '#resume-payments';
import { command, openTill, type Till } from '#testing/till';

async function challenged(till: Till): Promise<{ placementId: string; challengeId: string }> {
  const [answer] = await till.authorizePayments([command('tok_challenge')]);
  if (!answer?.redirectUrl) throw new Error('not challenged');
  return { placementId: answer.placementId, challengeId: answer.redirectUrl.split('/').at(-1) ?? '' };
}

const expire = (till: Till, placementId: string): Promise<unknown> =>
  till.db.query({
    text: `update payments set challenge_expires_at = now() - interval '1 second' where placement_id = $1`,
    values: [placementId],
  });

const answerOf = async (till: Till, placementId: string) => (await till.authorizePayments([command('tok_challenge', { placementId })]))[0];

describe('a payment that the bank wants confirmed', () => {
  it('tells the buyer where to go and until when', async () => {
    const till = await openTill();
    const [answer] = await till.authorizePayments([command('tok_challenge')]);
    expect(answer?.redirectUrl).toMatch(/^https:\/\/shop\.example\/payments\/challenge\/[\w-]{43}$/);
    const minutesOf = (expiresAt: Date | null | undefined) => Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 60_000);
    expect(minutesOf(answer?.expiresAt)).toBe(10);
    const [ofCustomer] = await till.authorizePayments([command('tok_challenge', { customerId: uuidv7() })]);
    expect(minutesOf(ofCustomer?.expiresAt)).toBe(15);
  });

  it('is authorized when the buyer accepts, once, and orders is told', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    const answers = await Promise.all(Array.from({ length: 5 }, () => answerChallenge(till.deps, challengeId, true)));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['accepted', 'answered', 'answered', 'answered', 'answered']);
    expect(await answerOf(till, placementId)).toMatchObject({ state: 'AUTHORIZED', redirectUrl: null, expiresAt: null });
    expect((await till.events(placementId)).sort()).toEqual(['payments.challenge_resolved', 'payments.payment_authorized']);
    expect(await till.capturePayments([{ placementId }])).toMatchObject([{ state: 'CAPTURED' }]);
    expect(await till.violations()).toEqual([]);
  });

  it('is declined when the buyer refuses, and cannot be accepted afterwards', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    expect(await answerChallenge(till.deps, challengeId, false)).toMatchObject({ kind: 'refused' });
    expect(await answerChallenge(till.deps, challengeId, true)).toMatchObject({ kind: 'answered' });
    expect(await answerOf(till, placementId)).toMatchObject({ state: 'DECLINED', declineCode: 'CHALLENGE_REFUSED' });
    expect((await till.events(placementId)).sort()).toEqual(['payments.challenge_resolved', 'payments.payment_failed']);
    expect(await till.violations()).toEqual([]);
  });

  it('is declined when its time is over, as soon as anybody asks', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    await expire(till, placementId);
    expect(await answerChallenge(till.deps, challengeId, true)).toMatchObject({ kind: 'answered' });
    expect(await answerOf(till, placementId)).toMatchObject({ state: 'DECLINED', declineCode: 'CHALLENGE_EXPIRED' });
    expect(await till.violations()).toEqual([]);
  });

  it('is declined by the sweep when its time is over and nobody asks', async () => {
    const till = await openTill();
    const { placementId } = await challenged(till);
    await expire(till, placementId);
    await resumePayments(till.deps);
    expect((await till.events(placementId)).sort()).toEqual(['payments.challenge_resolved', 'payments.payment_failed']);
    expect(await till.charge(placementId)).toMatchObject({ state: 'VOIDED' });
  });

  it('cannot be accepted after the shop let it go', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    expect(await till.voidPayments([{ placementId }])).toMatchObject([{ state: 'VOIDED' }]);
    expect(await answerChallenge(till.deps, challengeId, true)).toMatchObject({ kind: 'answered' });
    expect(await till.charge(placementId)).toMatchObject({ state: 'VOIDED' });
    expect(await till.violations()).toEqual([]);
  });

  it('is finished by the sweep when the provider was not heard after the buyer accepted', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    const lost = till.withFaults({ loseReplies: 1 });
    expect(await answerChallenge(lost.deps, challengeId, true)).toMatchObject({ kind: 'accepted', payment: { state: 'UNKNOWN' } });
    await resumePayments(till.deps, -1);
    expect(await till.events(placementId)).toContain('payments.challenge_resolved');
    expect(await answerOf(till, placementId)).toMatchObject({ state: 'AUTHORIZED' });
    expect(await till.violations()).toEqual([]);
  });

  it('nobody can answer a challenge that does not exist', async () => {
    const till = await openTill();
    expect(await answerChallenge(till.deps, 'guessed', true)).toEqual({ kind: 'unknown' });
  });
});
