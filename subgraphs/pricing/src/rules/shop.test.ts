import { expect, test } from 'vitest';
import { countriesSentTo, freeFrom, type Sent } from '#rules/shop';

const method = (countries: string[], freeFromMinor: bigint | null, change: Partial<Sent> = {}): Sent => ({
  active: true,
  kind: 'DELIVERY',
  zones: [{ countries, rates: [{ currency: 'USD', priceMinor: 500n, freeFromMinor }] }],
  ...change,
});

test('a shop sends where its methods go, and everywhere when one does or none is there', () => {
  expect(countriesSentTo([method(['US', 'CA'], null), method(['CA'], null)], ['AT', 'CA', 'US'])).toEqual(['CA', 'US']);
  expect(countriesSentTo([method([], null)], ['AT', 'US'])).toEqual(['AT', 'US']);
  expect(countriesSentTo([], ['AT', 'US'])).toEqual(['AT', 'US']);
  expect(countriesSentTo([method(['US'], null), method(['AT'], null, { active: false })], ['AT', 'US'])).toEqual(['US']);
  expect(countriesSentTo([method(['US'], null), method([], null, { kind: 'PICKUP' })], ['AT', 'US'])).toEqual(['US']);
});

test('a shop says from which sum on something is sent free, the lowest of each currency', () => {
  expect(freeFrom([method(['US'], 7500n), method(['CA'], 5000n), method(['AT'], null)], ['USD', 'EUR'])).toEqual([
    { currency: 'USD', minor: 5000n },
  ]);
});
