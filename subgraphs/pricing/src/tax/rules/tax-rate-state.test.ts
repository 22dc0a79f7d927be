import { describe, expect, test } from 'vitest';
import { changesOfPast, type GivenTaxRate, ratePpmOf, readTaxRate, type TaxRateState } from '#tax/rules/tax-rate-state';

const given: GivenTaxRate = {
  taxCategory: 'standard',
  country: 'us',
  region: 'US-CA',
  percent: '7.25',
  included: false,
  appliesToShipping: false,
  rounding: 'HALF_UP',
  roundedPer: 'LINE',
  validFrom: new Date('2026-01-01T00:00:00Z'),
  validTo: null,
  source: '18 CCR 1700',
};
const stateOf = (change: Partial<GivenTaxRate> = {}): TaxRateState => {
  const read = readTaxRate({ ...given, ...change });
  if (read.kind === 'wrong') throw new Error(JSON.stringify(read.fields));
  return read.state;
};
const wrongOf = (change: Partial<GivenTaxRate>) => {
  const read = readTaxRate({ ...given, ...change });
  return read.kind === 'wrong' ? read.fields.map(({ path }) => path.join('.')) : [];
};

test('a rate is kept by the codes that addresses use', () =>
  expect(stateOf()).toMatchObject({ country: 'US', region: 'CA', ratePpm: 72_500 }));

test.each([
  ['8.875', 88_750],
  ['0', 0],
  ['100', 1_000_000],
  ['19.00', 190_000],
  ['0.0001', 1],
  ['100.0001', undefined],
  ['-1', undefined],
  ['0.00001', undefined],
])('%s %% is %s millionths', (percent, ppm) => expect(ratePpmOf(percent)).toBe(ppm));

test('every wrong field is told at once', () => {
  const validTo = given.validFrom;
  expect(wrongOf({ taxCategory: 'Food!', country: 'XX', percent: '101', validTo, source: ' ' })).toEqual([
    'taxCategoryCode',
    'country',
    'percent',
    'validTo',
    'source',
  ]);
  expect(wrongOf({ region: 'Kalifornia' })).toEqual(['region']);
  expect(wrongOf({ country: 'DE', region: '', percent: '19' })).toEqual([]);
});

describe('a rate that is in force', () => {
  const now = new Date('2026-06-01T00:00:00Z');
  const later = new Date('2027-01-01T00:00:00Z');
  const problems = (after: Partial<GivenTaxRate>, before: Partial<GivenTaxRate> = {}) =>
    changesOfPast(stateOf(before), stateOf(after), now).map(({ path }) => path.join('.'));

  test('only ends, and not in the past', () => {
    expect(problems({ validTo: later, source: 'the law, said better' })).toEqual([]);
    expect(problems({ validTo: new Date('2026-05-01T00:00:00Z') })).toEqual(['validTo']);
    expect(problems({ percent: '8', included: true, validFrom: later })).toEqual(['percent', 'included', 'validFrom']);
  });

  test('and stays as it is once it has ended', () => {
    const ended = { validTo: new Date('2026-05-01T00:00:00Z') };
    expect(problems({ validTo: later }, ended)).toEqual(['validTo']);
    expect(problems(ended, ended)).toEqual([]);
  });

  test('and one that is still to come may be said anew', () =>
    expect(problems({ percent: '8', validFrom: later }, { validFrom: later })).toEqual([]));
});
