import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, it } from 'vitest';
import { resumePayments } from '#resume-payments';
import { command, openTill } from '#testing/till';

describe('letting money go', () => {
  it('an authorized payment is voided once, at the provider too', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok');
    for (let round = 0; round < 2; round += 1)
      expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'VOIDED' }]);
    expect(await till.charge(placementId)).toMatchObject({ state: 'VOIDED' });
    expect(await till.attempts(placementId)).toEqual(['authorize 1 AUTHORIZED', 'void 1 VOIDED']);
    expect(await till.violations()).toEqual([]);
  });

  it('a void that comes first refuses the payment that comes late', async () => {
    const till = await openTill();
    const placementId = uuidv7();
    expect(await till.voidPayments([{ placementId }, { placementId }])).toEqual([
      { placementId, state: 'VOIDED' },
      { placementId, state: 'VOIDED' },
    ]);
    expect(await till.pay('tok_ok', { placementId })).toMatchObject({ state: 'VOIDED' });
    expect(await till.charge(placementId)).toBeUndefined();
    expect(await till.violations()).toEqual([]);
  });

  it('a charge that nobody heard of is learned, then let go', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_unknown');
    expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'VOIDED' }]);
    expect((await till.attempts(placementId)).slice(3)).toEqual(['find 1 AUTHORIZED', 'void 1 VOIDED']);
    expect(await till.charge(placementId)).toMatchObject({ state: 'VOIDED' });
    expect(await till.violations()).toEqual([]);
  });

  it('what was declined stays declined, what was captured stays captured', async () => {
    const till = await openTill();
    const [declined, captured] = [await till.pay('tok_declined'), await till.pay('tok_ok')];
    await till.capturePayments([captured]);
    const answers = await till.voidPayments([declined, captured]);
    expect(answers.map(({ state }) => state)).toEqual(['DECLINED', 'CAPTURED']);
    expect(await till.violations()).toEqual([]);
  });

  it('a payment of nothing, which points or a coupon paid, is let go even after its capture: there is nothing to refund', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok', { amountMinor: 0n });
    await till.capturePayments([{ placementId }]);
    for (let round = 0; round < 2; round += 1)
      expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'VOIDED' }]);
    expect(await till.charge(placementId)).toBeUndefined();
    expect(await till.violations()).toEqual([]);
  });

  it('a batch costs two statements of ours', async () => {
    const till = await openTill();
    const paid = await till.authorizePayments(Array.from({ length: 10 }, () => command('tok_ok')));
    const before = till.db.statements();
    await till.voidPayments(paid);
    expect(till.db.statements() - before).toBe(2);
  });

  it('is finished by the sweep when every reply was lost', async () => {
    const till = await openTill();
    const { placementId } = await till.pay('tok_ok');
    expect(await till.withFaults({ loseReplies: 1 }).voidPayments([{ placementId }])).toEqual([{ placementId, state: 'UNKNOWN' }]);
    await resumePayments(till.deps, -1);
    expect(await till.voidPayments([{ placementId }])).toEqual([{ placementId, state: 'VOIDED' }]);
    expect(await till.violations()).toEqual([]);
  });
});

describe('a void that races its authorization', () => {
  // From before the request has left, over its way there and its way back, to after the answer is stored.
  it.each([0, 5, 20, 45, 70, 100, 130])('wins in the end when it starts %i ms after', async (lateMs) => {
    const till = await openTill();
    const slow = till.withFaults({ delayMs: 80 });
    const asked = command('tok_ok');
    const authorizing = slow.authorizePayments([asked]);
    await sleep(lateMs);
    await till.voidPayments([asked]);
    const [answer] = await authorizing;
    expect(['VOIDED', 'AUTHORIZED']).toContain(answer?.state);
    expect(await till.authorizePayments([asked])).toMatchObject([{ state: 'VOIDED' }]);
    expect((await till.charge(asked.placementId))?.state).not.toBe('AUTHORIZED');
    expect(await till.violations()).toEqual([]);
  });

  it('wins when the void is the slow one', async () => {
    const till = await openTill();
    const asked = command('tok_ok');
    const voiding = till.withFaults({ delayMs: 100 }).voidPayments([asked]);
    const [answer] = await till.authorizePayments([asked]);
    await voiding;
    expect(['VOIDED', 'AUTHORIZED']).toContain(answer?.state);
    expect(await till.authorizePayments([asked])).toMatchObject([{ state: 'VOIDED' }]);
    expect(await till.violations()).toEqual([]);
  });

  it('wins over a provider that charges after it had answered the void', async () => {
    const till = await openTill();
    let charged: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (charged = resolve));
    const forgetful = till.through((provider) => ({
      authorize: async (charge, options) => {
        await late;
        // As if the tombstone at the provider had not been there.
        await till.db.query({ text: 'delete from simulator.charges where key = $1', values: [charge.key] });
        return provider.authorize(charge, options);
      },
    }));
    const asked = command('tok_ok');
    const authorizing = forgetful.authorizePayments([asked]);
    await expect.poll(async () => (await till.db.query({ text: 'select 1 from payments' })).length).toBe(1);
    await till.voidPayments([asked]);
    charged();
    expect(await authorizing).toMatchObject([{ state: 'VOIDED' }]);
    expect(await till.charge(asked.placementId)).toMatchObject({ state: 'VOIDED' });
    expect(await till.violations()).toEqual([]);
  });
});
