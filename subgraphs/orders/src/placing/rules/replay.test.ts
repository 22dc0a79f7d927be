import { describe, expect, test } from 'vitest';
import type { PlacementFacts } from '#placing/rules/facts';
import { type Placement, stepsOf } from '#placing/rules/placement';
import { replay } from '#placing/rules/replay';
import type { PlacementRequest } from '#placing/rules/request';
import { untoldLine, untoldQuote } from '#placing/rules/untold';
import { judgeLate, judgePayment, judgeTries, judgeVariants, type Verdict } from '#placing/rules/verdicts';
import type { AuthorizePaymentOutcome, PaymentState } from '#remotes/payments';
import type { FrozenQuote } from '#remotes/pricing';

const request: PlacementRequest = {
  currency: 'USD',
  lines: [
    { sku: 'MUG', quantity: 2 },
    { sku: 'LAMP', quantity: 1 },
  ],
  email: 'a@example.com',
  customerId: '0199aaaa-0000-7000-8000-000000000000',
  shippingAddress: { name: null, line1: '1', line2: null, city: 'S', region: null, postalCode: '1', country: 'US' },
  paymentToken: 'tok_ok',
  couponCodes: [],
  redeemPoints: 9,
  expectedTotalMinor: null,
};
const lines = request.lines.map((line) => ({ ...line, unitMinor: 100n, totalMinor: 100n, ...untoldLine() }));
const sums = { subtotalMinor: 300n, discountMinor: 0n, shippingMinor: 0n, taxMinor: 0n, includedTaxMinor: 0n, totalMinor: 300n };
const quote: FrozenQuote = { currency: 'USD', lines, ...sums, pointsToEarn: 3, pointsRedeemed: 0, ...untoldQuote() };
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
const points = { placementId: 'p', state: 'HELD' as const, refusal: null, available: 9 };
const held = { price, stock, points };
const refused = {
  price: {
    ...price,
    state: 'REFUSED' as const,
    quote: null,
    unpricedSkus: ['LAMP'],
    tooLarge: true,
    shippingProblem: null,
    rejectedCoupons: [{ coupon: 'OLD', reason: 'EXPIRED' as const, message: 'OLD is over.' }],
  },
  stock: { ...stock, state: 'REFUSED' as const, shortages: [{ sku: 'MUG', requested: 2, available: 1 }] },
  points: { ...points, state: 'REFUSED' as const, refusal: 'INSUFFICIENT_POINTS' as const, available: 3 },
};
const snapshot = (sku: string, sellable = true) => ({ sku, variantId: `v-${sku}`, title: `A ${sku}`, sellable });
const onSale = [snapshot('MUG'), snapshot('LAMP')];
const begun = Date.UTC(2026, 0, 1);

type Told = (facts: PlacementFacts, request: PlacementRequest, at: number) => Verdict | undefined;
const variants =
  (snapshots = onSale as ((typeof onSale)[number] | null)[]): Told =>
  (facts, asked, at) =>
    judgeVariants(asked, snapshots, facts, at);
const tries =
  (outcomes: Parameters<typeof judgeTries>[1] = held): Told =>
  (facts, asked, at) =>
    judgeTries(asked, outcomes, facts, at);
const paid =
  (state: PaymentState, more: Partial<AuthorizePaymentOutcome> = {}): Told =>
  (facts, _asked, at) =>
    judgePayment({ placementId: 'p', state, declineCode: null, redirectUrl: null, expiresAt: null, ...more }, facts, at);
const late: Told = (facts, _asked, at) => judgeLate(facts, at);
const challenged = paid('CHALLENGED', { redirectUrl: 'https://bank.example/', expiresAt: new Date(begun + 60_000) });

/** The row that a placement has after it was told all this, second by second, and read back as jsonb gives it. */
function placed(told: readonly Told[], asked = request): Pick<Placement, 'state' | 'request' | 'facts' | 'problems'> {
  const row: Pick<Placement, 'state' | 'request' | 'facts' | 'problems'> = { state: 'pending', request: asked, facts: {}, problems: null };
  for (const [second, tell] of told.entries()) {
    const verdict = tell(row.facts, asked, begun + second * 1_000);
    if (!verdict || verdict.kind === 'superseded') throw new Error('nothing was decided');
    row.facts = verdict.facts;
    if (verdict.kind === 'abort') {
      const { challenge: _, ...facts } = verdict.facts;
      Object.assign(row, { state: 'aborted', facts, problems: verdict.problems });
    }
    if (verdict.kind === 'go' && verdict.facts.payment === 'DONE') row.state = 'completed';
  }
  return JSON.parse(JSON.stringify(row)) as typeof row;
}

const attempt = [variants(), tries()];
const guest = { ...request, customerId: null, redeemPoints: 0 };

describe('a placement is decided again as it was', () => {
  const rows: [string, ReturnType<typeof placed>, string[]][] = [
    ['placed', placed([...attempt, paid('AUTHORIZED')]), ['go', 'go', 'go']],
    ['placed for a guest', placed([variants(), tries({ ...held, points: null }), paid('AUTHORIZED')], guest), ['go', 'go', 'go']],
    ['an unknown SKU and a draft', placed([variants([null, snapshot('LAMP', false)])]), ['abort']],
    ['every Try refused', placed([variants(), tries(refused)]), ['go', 'abort']],
    ['another total than expected', placed(attempt, { ...request, expectedTotalMinor: '299' }), ['go', 'abort']],
    ['declined', placed([...attempt, paid('DECLINED', { declineCode: 'CARD_DECLINED' })]), ['go', 'go', 'abort']],
    ['unknown, then authorized', placed([...attempt, paid('UNKNOWN'), ...attempt, paid('AUTHORIZED')]), ['go', 'go', 'again', 'go']],
    ['unknown three times, then given up', placed([1, 2, 3].flatMap(() => [...attempt, paid('UNKNOWN')])), ['go', 'go', 'abort']],
    ['a challenge that was met', placed([...attempt, challenged, ...attempt, challenged, paid('AUTHORIZED')]), ['go', 'go', 'wait', 'go']],
    ['a challenge that was not met', placed([...attempt, challenged, paid('DECLINED')]), ['go', 'go', 'wait', 'abort']],
    ['a challenge that waits', placed([...attempt, challenged]), ['go', 'go', 'wait']],
    [
      'a challenge that nobody answered',
      placed([...attempt, challenged, ...Array.from<Told>({ length: 120 }).fill(tries()), late]),
      ['go', 'go', 'wait', 'abort'],
    ],
    ['given up before anybody answered', placed([late]), ['abort']],
    ['nothing heard yet', placed([]), []],
  ];
  test.each(rows)('%s', (_what, row, expected) => {
    const { record, verdicts, differences } = replay(row);
    expect(record).toBe('whole');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(expected);
    expect(differences).toEqual([]);
  });
});

describe('what does not fit is named', () => {
  const order = placed([...attempt, paid('AUTHORIZED')]);
  const rejected = placed([variants(), tries(refused)]);
  const heard = (row: typeof order, step: string, change: object): typeof order => ({
    ...row,
    facts: { ...row.facts, heard: (row.facts.heard ?? []).map((each) => (each.step === step ? { ...each, ...change } : each)) },
  });
  const facts = (row: typeof order, change: PlacementFacts): typeof order => ({ ...row, facts: { ...row.facts, ...change } });
  const without = (all: PlacementFacts, name: keyof PlacementFacts): PlacementFacts => ({ ...all, [name]: undefined });
  const rows: [string, typeof order, object][] = [
    [
      'stock was short',
      heard(order, 'tries', { stock: 'REFUSED', shortages: [] }),
      { where: 'tries', of: 'verdict', now: 'abort: INSUFFICIENT_STOCK' },
    ],
    ['the stock was let go', heard(order, 'tries', { stock: 'RELEASED' }), { where: 'tries', now: 'superseded' }],
    [
      'the payment was declined',
      heard(order, 'payment', { state: 'DECLINED' }),
      { where: 'payment', of: 'decision', recorded: 'confirmed', now: 'aborting: PAYMENT_DECLINED' },
    ],
    ['no such state of a payment', heard(order, 'payment', { state: 'PAID' }), { where: 'payment', now: 'unreadable' }],
    ['a variant has no snapshot', facts(order, { variants: [] }), { where: 'variants', now: 'abort: ITEM_UNAVAILABLE, ITEM_UNAVAILABLE' }],
    ['the frozen price is gone', { ...order, facts: without(order.facts, 'quote') }, { where: 'tries', of: 'facts.quote' }],
    ['more Tries are counted', facts(order, { tries: 2 }), { where: 'tries', of: 'facts.tries', recorded: 2, now: 1 }],
    ['it is called aborted', { ...order, state: 'aborted' }, { where: 'payment', of: 'decision', recorded: 'aborting', now: 'confirmed' }],
    ['it is pending still', { ...order, state: 'pending' }, { where: 'payment', recorded: 'pending', now: 'confirmed' }],
    [
      'another total was expected',
      { ...order, request: { ...request, expectedTotalMinor: '1' } },
      { where: 'tries', now: 'abort: PRICE_CHANGED' },
    ],
    ['the reasons are others', { ...rejected, problems: [] }, { where: 'tries', of: 'problems', recorded: [] }],
    ['a rejected one is called placed', { ...rejected, state: 'completed', problems: null }, { where: 'tries', recorded: 'confirmed' }],
    [
      'the price cannot be read',
      { ...order, facts: JSON.parse(JSON.stringify(order.facts).replaceAll('"300"', '"x"')) },
      { where: 'tries', now: 'unreadable' },
    ],
  ];
  test.each(rows)('%s', (_what, row, difference) => expect(replay(row).differences).toContainEqual(expect.objectContaining(difference)));
});

describe('the record', () => {
  test('of an earlier version is none, and says so', () => {
    const { heard: _, ...facts } = placed([...attempt, paid('AUTHORIZED')]).facts;
    expect(replay({ state: 'completed', request, facts, problems: null })).toMatchObject({ record: 'none', differences: [] });
  });

  test('that begins in the middle counts on from there', () => {
    const row = placed([(facts, asked, at) => variants()({ ...facts, tries: 3, authorizations: 2 }, asked, at), tries(), paid('UNKNOWN')]);
    expect(row.facts).toMatchObject({ unheard: 5, tries: 4, authorizations: 3 });
    expect(replay(row)).toMatchObject({ record: 'part', decision: 'aborting', differences: [] });
  });

  test('of an hour of polling is a few entries', () => {
    const { heard } = placed([
      ...attempt,
      challenged,
      ...Array.from<Told[]>({ length: 700 })
        .fill([...attempt, challenged])
        .flat(),
    ]).facts;
    expect(heard).toMatchObject([{ step: 'tries' }, { step: 'payment', state: 'CHALLENGED', times: 701 }]);
  });

  test('keeps the last 20 entries whatever the others say, and counts the rest', () => {
    const row = placed([
      ...attempt,
      ...Array.from<Told[]>({ length: 15 })
        .fill([tries({ ...held, price: { ...price, state: 'CONFIRMED' } }), tries()])
        .flat(),
      paid('AUTHORIZED'),
    ]);
    expect(row.facts.heard).toHaveLength(20);
    expect(row.facts.unheard).toBe(12);
    expect(replay(row)).toMatchObject({ record: 'part', decision: 'confirmed', differences: [] });
  });

  test('of an order adds well below 300 bytes to it', () => {
    const { heard } = placed([...attempt, paid('AUTHORIZED')]).facts;
    expect(JSON.stringify({ heard }).length).toBeLessThan(180);
  });

  test('counts the payment that was decided on once', () => {
    const { state, facts } = placed([...attempt, paid('UNKNOWN'), paid('AUTHORIZED')]);
    expect(stepsOf({ state, facts, attempts: 0, needsAttention: false })).toContainEqual({ name: 'PAYMENT', state: 'DONE', attempts: 2 });
  });
});
