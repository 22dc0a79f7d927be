import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { answerChallenge } from '#answer-challenge';
import { command, openTill, type Till } from '#testing/till';

async function challenged(till: Till): Promise<{ placementId: string; challengeId: string }> {
  const [answer] = await till.authorizePayments([command('tok_challenge')]);
  if (!answer?.redirectUrl) throw new Error('not challenged');
  return { placementId: answer.placementId, challengeId: answer.redirectUrl.split('/').at(-1) ?? '' };
}

describe('a payment at the bank that the buyer gives up at the shop', () => {
  it('is declined, cannot be accepted any more, and orders is told', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    const closed = { placementId, state: 'DECLINED', declineCode: 'CHALLENGE_CANCELLED' };
    expect(await till.closeChallenges([{ placementId }])).toEqual([closed]);
    expect(await answerChallenge(till.deps, challengeId, true)).toMatchObject({ kind: 'answered' });
    expect(await till.charge(placementId)).toMatchObject({ state: 'VOIDED' });
    expect((await till.events(placementId)).sort()).toEqual(['payments.challenge_resolved', 'payments.payment_failed']);
    expect(await till.closeChallenges([{ placementId }])).toEqual([closed]);
    expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'DECLINED' }]);
    expect(await till.violations()).toEqual([]);
  });

  it('stays authorized when the bank was faster, and is answered as such', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    await answerChallenge(till.deps, challengeId, true);
    expect(await till.closeChallenges([{ placementId }])).toEqual([{ placementId, state: 'AUTHORIZED', declineCode: null }]);
    expect(await till.charge(placementId)).toMatchObject({ state: 'AUTHORIZED' });
    expect(await till.violations()).toEqual([]);
  });

  it('stays as the bank left it while nobody knows yet whether the provider heard that it was accepted', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    await answerChallenge(till.withFaults({ loseReplies: 1 }).deps, challengeId, true);
    expect(await till.closeChallenges([{ placementId }])).toEqual([{ placementId, state: 'UNKNOWN', declineCode: null }]);
    expect((await till.authorizePayments([command('tok_challenge', { placementId })]))[0]).toMatchObject({ state: 'AUTHORIZED' });
  });

  it('keeps the reason of the bank, where the buyer refused before', async () => {
    const till = await openTill();
    const { placementId, challengeId } = await challenged(till);
    await answerChallenge(till.deps, challengeId, false);
    expect(await till.closeChallenges([{ placementId }])).toEqual([{ placementId, state: 'DECLINED', declineCode: 'CHALLENGE_REFUSED' }]);
  });

  it('is either accepted or given up, whoever is first of many at once', async () => {
    const till = await openTill();
    for (let round = 0; round < 10; round += 1) {
      const { placementId, challengeId } = await challenged(till);
      const [accepted, [closed]] = await Promise.all([
        answerChallenge(till.deps, challengeId, true),
        till.closeChallenges([{ placementId }]),
        till.closeChallenges([{ placementId }]),
      ]);
      expect(closed?.declineCode === 'CHALLENGE_CANCELLED').toBe(accepted.kind === 'answered');
      const [now] = await till.authorizePayments([command('tok_challenge', { placementId })]);
      expect(now?.state).toBe(accepted.kind === 'accepted' ? 'AUTHORIZED' : 'DECLINED');
    }
    expect(await till.violations()).toEqual([]);
  });

  it('that was never asked for is refused when it comes late, and moves no money', async () => {
    const till = await openTill();
    const placementId = uuidv7();
    const closed = { placementId, state: 'DECLINED', declineCode: 'CHALLENGE_CANCELLED' };
    expect(await till.closeChallenges([{ placementId }, { placementId: uuidv7() }])).toMatchObject([closed, { state: 'DECLINED' }]);
    expect((await till.authorizePayments([command('tok_ok', { placementId })]))[0]).toMatchObject(closed);
    expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'DECLINED' }]);
    expect(await till.charge(placementId)).toMatchObject({ state: 'VOIDED' });
    expect(await till.violations()).toEqual([]);
  });

  it('that is held or taken already stays so', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok');
    expect(await till.closeChallenges([{ placementId }])).toMatchObject([{ state: 'AUTHORIZED' }]);
    await till.capturePayments([{ placementId }]);
    expect(await till.closeChallenges([{ placementId }])).toMatchObject([{ state: 'CAPTURED' }]);
  });
});
