import { describe, expect, it } from 'vitest';
import { authorizationAnswer, type Payment, settlementAnswer, statusOf } from '#rules/payment';

const payment = (changes: Partial<Payment>): Payment => ({
  id: 'id',
  placementId: 'placement',
  customerId: null,
  amountMinor: 100n,
  currency: 'USD',
  token: 'tok_ok',
  state: 'AUTHORIZED',
  authorizedMinor: 100n,
  capturedMinor: 0n,
  refundedMinor: 0n,
  declineCode: null,
  returnUrl: null,
  providerReference: null,
  challengeId: null,
  challengeExpiresAt: null,
  challengeAcceptedAt: null,
  createdAt: new Date(0),
  ...changes,
});

describe('what people see of a payment', () => {
  it.each([
    ['AUTHORIZING', 'UNKNOWN'],
    ['UNKNOWN', 'UNKNOWN'],
    ['CHALLENGED', 'UNKNOWN'],
    ['VOIDING', 'UNKNOWN'],
    ['AUTHORIZED', 'AUTHORIZED'],
    ['CAPTURING', 'AUTHORIZED'],
    ['CAPTURE_REFUSED', 'AUTHORIZED'],
    ['DECLINED', 'DECLINED'],
    ['VOIDED', 'VOIDED'],
  ] as const)('one that is %s shows as %s', (state, status) => {
    expect(statusOf(payment({ state }))).toBe(status);
  });

  it.each([
    [0n, 'CAPTURED'],
    [1n, 'PARTIALLY_REFUNDED'],
    [100n, 'REFUNDED'],
  ] as const)('one captured in full with %i given back shows as %s', (refundedMinor, status) => {
    expect(statusOf(payment({ state: 'CAPTURED', capturedMinor: 100n, refundedMinor }))).toBe(status);
  });
});

describe('what rooms are told', () => {
  it('what is under way is unknown to who settles it', () => {
    expect(['AUTHORIZING', 'CAPTURING', 'VOIDING'].map((state) => settlementAnswer(state as Payment['state']))).toEqual([
      'UNKNOWN',
      'UNKNOWN',
      'UNKNOWN',
    ]);
  });

  it('to who wants it authorized, one that is being voided is lost and one in capture is held', () => {
    expect([authorizationAnswer('VOIDING'), authorizationAnswer('CAPTURING')]).toEqual(['VOIDED', 'AUTHORIZED']);
  });
});
