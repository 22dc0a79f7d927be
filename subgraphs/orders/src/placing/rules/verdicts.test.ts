import { describe, expect, test } from 'vitest';
import type { PlacementRequest } from '#placing/rules/request';
import { untoldQuote } from '#placing/rules/untold';
import { judgeCapture, judgePayment, judgeTries, judgeVariants } from '#placing/rules/verdicts';
import type { PaymentState } from '#remotes/payments';
import type { FrozenQuote } from '#remotes/pricing';

const at = Date.UTC(2026, 0, 1);
const request: PlacementRequest = {
  currency: 'USD',
  lines: [{ sku: 'MUG', quantity: 2 }],
  email: 'a@example.com',
  customerId: null,
  shippingAddress: { name: null, line1: '1', line2: null, city: 'S', region: null, postalCode: '1', country: 'US' },
  paymentToken: 'tok_ok',
  couponCodes: [],
  redeemPoints: 0,
  expectedTotalMinor: null,
};
const quote: FrozenQuote = {
  currency: 'USD',
  lines: [],
  subtotalMinor: 200n,
  discountMinor: 0n,
  shippingMinor: 0n,
  taxMinor: 0n,
  includedTaxMinor: 0n,
  totalMinor: 200n,
  pointsToEarn: 2,
  pointsRedeemed: 0,
  ...untoldQuote(),
};
const price = {
  placementId: 'p',
  state: 'FROZEN' as const,
  quote,
  unpricedSkus: [],
  rejectedCoupons: [],
  tooLarge: false,
  shippingProblem: null,
};
const stock = { placementId: 'p', state: 'HELD' as const, shortages: [] };
const payment = (state: PaymentState) => ({ placementId: 'p', state, declineCode: null, redirectUrl: null, expiresAt: null });

describe('the Tries', () => {
  test('all held: go on, with the frozen price', () =>
    expect(judgeTries(request, { price, stock, points: null }, {}, at)).toMatchObject({
      kind: 'go',
      facts: { quote: { totalMinor: '200' }, tries: 1 },
    }));

  test('every refusal is told at once', () => {
    const verdict = judgeTries(
      { ...request, redeemPoints: 9, expectedTotalMinor: '1' },
      {
        price,
        stock: { ...stock, state: 'REFUSED', shortages: [{ sku: 'MUG', requested: 2, available: 1 }] },
        points: { placementId: 'p', state: 'REFUSED', refusal: 'INSUFFICIENT_POINTS', available: 3 },
      },
      {},
      at,
    );
    const codes = verdict.kind === 'abort' ? verdict.problems.map(({ code }) => code) : [];
    expect(codes).toEqual(['INSUFFICIENT_STOCK', 'INSUFFICIENT_POINTS', 'PRICE_CHANGED']);
  });

  test('a participant that has let go means that somebody else decided', () => {
    expect(judgeTries(request, { price: { ...price, state: 'CANCELLED' }, stock, points: null }, {}, at).kind).toBe('superseded');
    expect(judgeTries(request, { price, stock: { ...stock, state: 'RELEASED' }, points: null }, {}, at).kind).toBe('superseded');
  });

  test('a repeated Try that was committed already goes on', () =>
    expect(
      judgeTries(request, { price: { ...price, state: 'CONFIRMED' }, stock: { ...stock, state: 'COMMITTED' }, points: null }, {}, at).kind,
    ).toBe('go'));
});

describe('the payment', () => {
  const cases: [PaymentState, string][] = [
    ['AUTHORIZED', 'go'],
    ['CAPTURED', 'go'],
    ['DECLINED', 'abort'],
    ['CHALLENGED', 'wait'],
    ['UNKNOWN', 'again'],
    ['VOIDED', 'superseded'],
  ];
  for (const [state, kind] of cases) test(`${state}: ${kind}`, () => expect(judgePayment(payment(state), {}, at).kind).toBe(kind));

  test('that stays unknown is given up at the third time, never guessed', () => {
    const facts = { authorizations: 2 };
    expect(judgePayment(payment('UNKNOWN'), facts, at)).toMatchObject({ kind: 'abort', problems: [{ code: 'PLACEMENT_FAILED' }] });
  });

  test('that waits for the buyer may be asked for often, and still be unknown once', () => {
    let facts = {};
    for (let poll = 0; poll < 20; poll += 1) {
      const verdict = judgePayment(payment('CHALLENGED'), facts, at);
      if (verdict.kind === 'wait') ({ facts } = verdict);
    }
    expect(facts).toMatchObject({ authorizations: 1 });
    expect(judgePayment(payment('UNKNOWN'), facts, at)).toMatchObject({ kind: 'again', facts: { challenge: { redirectUrl: '' } } });
  });

  test('is captured, refused for good, or asked again', () => {
    expect(judgeCapture('CAPTURED')).toBe('done');
    expect(judgeCapture('CAPTURE_REFUSED')).toBe('refused');
    expect(judgeCapture('UNKNOWN')).toBe('again');
  });
});

test('unknown SKUs and drafts are refused one by one', () => {
  const lines = ['A', 'B', 'C'].map((sku) => ({ sku, quantity: 1 }));
  const snapshot = (sku: string, sellable: boolean) => ({ sku, variantId: sku, title: sku, sellable });
  const verdict = judgeVariants({ ...request, lines }, [snapshot('A', true), null, snapshot('C', false)], {}, at);
  expect(verdict).toMatchObject({ kind: 'abort', problems: [{ sku: 'B' }, { sku: 'C' }] });
});
