import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { insertPayments } from '#authorization-store';
import { command, openTill } from '#testing/till';

describe('what a token makes of a payment', () => {
  const cases = [
    { token: 'tok_ok', state: 'AUTHORIZED', declineCode: null },
    { token: 'tok_timeout', state: 'AUTHORIZED', declineCode: null },
    { token: 'tok_declined', state: 'DECLINED', declineCode: 'CARD_DECLINED' },
    { token: 'tok_insufficient_funds', state: 'DECLINED', declineCode: 'INSUFFICIENT_FUNDS' },
    { token: 'tok_of_another_shop', state: 'DECLINED', declineCode: 'INVALID_TOKEN' },
    { token: 'tok_unknown', state: 'UNKNOWN', declineCode: null },
    { token: 'tok_challenge', state: 'CHALLENGED', declineCode: null },
  ];
  it.each(cases)('$token is answered $state', async ({ token, state, declineCode }) => {
    const till = await openTill();
    expect(await till.pay(token)).toMatchObject({ state, declineCode });
    expect(await till.violations()).toEqual([]);
  });

  it.each([
    { currency: 'USD', amountMinor: 500_000n, state: 'AUTHORIZED' },
    { currency: 'EUR', amountMinor: 500_001n, state: 'DECLINED' },
    { currency: 'JPY', amountMinor: 750_000n, state: 'AUTHORIZED' },
    { currency: 'JPY', amountMinor: 750_001n, state: 'DECLINED' },
  ] as const)('$amountMinor $currency is answered $state', async ({ currency, amountMinor, state }) => {
    const till = await openTill();
    const answer = await till.pay('tok_ok', { currency, amountMinor });
    expect(answer).toMatchObject({ state, declineCode: state === 'DECLINED' ? 'INSUFFICIENT_FUNDS' : null });
  });

  it('nothing to pay is authorized without asking the provider', async () => {
    const till = await openTill();
    const { placementId, state } = await till.pay('tok_declined', { amountMinor: 0n });
    expect(state).toBe('AUTHORIZED');
    expect(await till.charge(placementId)).toBeUndefined();
    expect(await till.capturePayments([{ placementId }])).toEqual([{ placementId, state: 'CAPTURED' }]);
    expect(await till.events(placementId)).toEqual(['payments.payment_authorized', 'payments.payment_captured']);
    expect(await till.violations()).toEqual([]);
  });
});

describe('asking again for the same placement', () => {
  it.each(['tok_ok', 'tok_declined', 'tok_challenge'])('gives what is stored for %s and asks nobody', async (token) => {
    const till = await openTill();
    const first = await till.pay(token);
    const { asked } = (await till.charge(first.placementId)) ?? { asked: 0 };
    expect(await till.pay(token, { placementId: first.placementId })).toEqual(first);
    expect((await till.charge(first.placementId))?.asked).toBe(asked);
  });

  it('learns a charge whose three replies were lost, and charges once', async () => {
    const till = await openTill();
    const { placementId, state } = await till.pay('tok_unknown');
    expect(state).toBe('UNKNOWN');
    expect(await till.charge(placementId)).toMatchObject({ state: 'AUTHORIZED', asked: 3 });
    expect(await till.pay('tok_unknown', { placementId })).toMatchObject({ state: 'AUTHORIZED' });
    expect(await till.attempts(placementId)).toEqual([
      'authorize 1 TIMEOUT',
      'authorize 2 TIMEOUT',
      'authorize 3 TIMEOUT',
      'authorize 1 AUTHORIZED',
    ]);
    expect(await till.events(placementId)).toEqual(['payments.payment_authorized']);
    expect(await till.violations()).toEqual([]);
  });

  it('goes on where a worker died after its intent', async () => {
    const till = await openTill();
    const asked = command('tok_ok');
    await insertPayments(till.db, [asked]);
    expect(await till.authorizePayments([asked])).toMatchObject([{ state: 'AUTHORIZED' }]);
  });
});

describe('many at once', () => {
  it('a batch answers in order, whatever becomes of each', async () => {
    const till = await openTill();
    const tokens = ['tok_ok', 'tok_declined', 'tok_challenge', 'tok_unknown', 'tok_timeout', 'tok_ok'];
    const answers = await till.authorizePayments(tokens.map((token) => command(token)));
    expect(answers.map(({ state }) => state)).toEqual(['AUTHORIZED', 'DECLINED', 'CHALLENGED', 'UNKNOWN', 'AUTHORIZED', 'AUTHORIZED']);
    expect(await till.violations()).toEqual([]);
  });

  it('64 payments cost two statements of ours', async () => {
    const till = await openTill();
    const before = till.db.statements();
    await till.authorizePayments(Array.from({ length: 64 }, () => command('tok_ok')));
    expect(till.db.statements() - before).toBe(2);
  });

  it.each(['tok_ok', 'tok_challenge', 'tok_declined', 'tok_timeout', 'tok_unknown'])(
    'eight calls for one placement agree on %s and charge once',
    async (token) => {
      const till = await openTill();
      const slow = till.withFaults({ delayMs: 30 });
      const asked = command(token);
      const answers = await Promise.all(Array.from({ length: 8 }, () => slow.authorizePayments([asked])));
      const final = answers.flat().filter(({ state }) => state !== 'UNKNOWN');
      expect(new Set(final.map((answer) => JSON.stringify(answer))).size).toBe(1);
      const [stored] = await till.authorizePayments([asked]);
      expect(final[0]).toEqual(stored);
      expect((await till.events(asked.placementId)).length).toBe(stored?.state === 'CHALLENGED' ? 0 : 1);
      expect(await till.violations()).toEqual([]);
    },
  );

  it('no payment is charged twice and none is lost when 4 in 10 replies are lost', async () => {
    const till = await openTill();
    const flaky = till.withFaults({ loseReplies: 0.4, seed: 7 });
    const asked = Array.from({ length: 24 }, (_, index) => command(index % 4 === 0 ? 'tok_declined' : 'tok_ok', { placementId: uuidv7() }));
    for (let round = 0; round < 8; round += 1) await flaky.authorizePayments(asked);
    const answers = await flaky.authorizePayments(asked);
    expect(answers.map(({ state }) => state)).toEqual(asked.map(({ token }) => (token === 'tok_ok' ? 'AUTHORIZED' : 'DECLINED')));
    expect(await till.violations()).toEqual([]);
  });

  it('a provider that does not answer in time leaves the payment unknown within three seconds', async () => {
    const till = await openTill();
    const began = performance.now();
    const { placementId, state } = await till.withFaults({ delayMs: 5_000 }, 100).pay('tok_ok');
    expect(state).toBe('UNKNOWN');
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(await till.attempts(placementId)).toHaveLength(3);
  });
});
