import { describe, expect, test } from 'vitest';
import { lowestPrior, type PriceState, publicTimeline } from '#prices/rules/price-timeline';
import { defaultList, price } from '#testing/rules';

const day = (date: number) => new Date(Date.UTC(2026, 5, date));
const now = day(60);
const said = (minor: bigint, from: number, to: number | null, change: Partial<PriceState> = {}): PriceState => ({
  ...price('MUG', 'USD', minor),
  saidFrom: day(from),
  saidTo: to === null ? null : day(to),
  ...change,
});
const was = (minor: bigint) => ({ compareAtMinor: minor });
const prior = (...states: PriceState[]) => lowestPrior(states, [], now);

describe('the lowest price of the 30 days before a reduction', () => {
  test('is what it cost, when it cost one thing', () => expect(prior(said(1250n, 0, 50), said(1000n, 50, null, was(1250n)))).toBe(1250n));

  test('is the lowest of them, not the one that stands struck through', () =>
    expect(prior(said(1250n, 0, 30), said(1100n, 30, 40), said(1400n, 40, 50), said(1000n, 50, null, was(1400n)))).toBe(1100n));

  test('does not look further back than 30 days', () =>
    expect(prior(said(900n, 0, 19), said(1250n, 19, 50), said(1000n, 50, null, was(1250n)))).toBe(1250n));

  test('counts a price that stood within the 30 days, even for their first moment', () =>
    expect(
      prior(said(900n, 0, 20, { saidTo: new Date(day(20).getTime() + 1) }), said(1250n, 20, 50), said(1000n, 50, null, was(1250n))),
    ).toBe(900n));

  test('is counted from when the price became what it is, however often it was saved since', () =>
    expect(prior(said(1250n, 0, 50), said(1000n, 50, 55, was(1250n)), said(1000n, 55, null, was(1300n)))).toBe(1250n));

  test('is what it was before the sale list, whose prices were there long before they counted', () => {
    const sale = { ...defaultList, code: 'summer', priority: 10, validFrom: day(55), validTo: day(70) };
    expect(prior(said(1250n, 0, null), said(1000n, 0, null, { ...was(1250n), list: sale }))).toBe(1250n);
  });

  test('is not there without a reduction, and for what had no price before', () => {
    expect(prior(said(1250n, 0, 50), said(1000n, 50, null))).toBeNull();
    expect(prior(said(1000n, 50, null, was(1250n)))).toBeNull();
  });

  test('is of what this buyer would have paid: a price of a group is not everybody’s', () => {
    const trade = { ...defaultList, code: 'trade', priority: 10, customerGroupCodes: ['trade'] };
    const states = [said(1250n, 0, 50), said(1000n, 50, null, was(1250n)), said(800n, 40, 45, { list: trade })];
    expect(lowestPrior(states, [], now)).toBe(1250n);
    expect(lowestPrior(states, ['trade'], now)).toBe(800n);
  });
});

test('what everybody will pay is told span by span, without what groups pay', () => {
  const trade = { ...defaultList, code: 'trade', priority: 1, customerGroupCodes: ['trade'] };
  const prices = [
    price('MUG', 'USD', 1250n, { validTo: day(70) }),
    price('MUG', 'USD', 1300n, { validFrom: day(80) }),
    price('MUG', 'USD', 1000n, { list: { ...defaultList, code: 'summer', priority: 1, validFrom: day(65), validTo: day(68) } }),
    price('MUG', 'USD', 1n, { list: trade }),
  ];
  expect(publicTimeline(prices, now).map(({ from, to, price: of }) => [from, to, of?.listMinor])).toEqual([
    [day(60), day(65), 1250n],
    [day(65), day(68), 1000n],
    [day(68), day(70), 1250n],
    [day(70), day(80), undefined],
    [day(80), null, 1300n],
  ]);
});
