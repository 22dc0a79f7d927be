import { expect, test } from 'vitest';
import { contradictions } from './zone-contradictions.ts';

const zone = (
  countries: string[],
  regions: string[] | null = null,
  rates: { currency?: string; maxWeightGrams?: number | null }[] = [{}],
) => ({
  countries,
  regions,
  rates: rates.map((rate) => ({ currency: 'USD', maxWeightGrams: null, ...rate })),
});

test.each([
  ['a country', [zone(['US']), zone(['CA', 'US'])]],
  ['everywhere', [zone([]), zone([])]],
  ['a region', [zone(['US'], ['CA']), zone(['US'], ['NY', 'CA'])]],
  ['a class of weight', [zone(['US'], null, [{ maxWeightGrams: 1000 }]), zone(['US'], null, [{}, { maxWeightGrams: 1000 }])]],
])('two zones of a method that price %s twice are told', (_what, zones) => {
  expect(contradictions(zones)).toMatchObject([{ zone: 1, message: expect.stringContaining('one price in USD') }]);
});

test.each([
  ['a region and its country', [zone(['US'], ['CA']), zone(['US'])]],
  ['a country and everywhere', [zone(['US']), zone([])]],
  ['two currencies', [zone(['US']), zone(['US'], null, [{ currency: 'EUR' }])]],
  ['two classes of weight', [zone(['US'], null, [{ maxWeightGrams: 1000 }]), zone(['US'])]],
])('zones for %s are no contradiction', (_what, zones) => {
  expect(contradictions(zones)).toEqual([]);
});
