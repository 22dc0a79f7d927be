import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps, type PriceEntry, type PriceRow } from '#prices/rules/price-entry';
import type { PriceListRow } from '#prices/rules/price-list-state';
import { planPrices } from '#prices/rules/price-plan';

const list = (code: string, currency: PriceListRow['currency'] = 'USD'): PriceListRow => ({
  id: `id of ${code}`,
  version: 1,
  code,
  name: code,
  currency,
  priority: 1000,
  customerGroupCodes: [],
  channelCode: null,
  validFrom: null,
  validTo: null,
});
const lists = [list('default-usd'), list('default-jpy', 'JPY')];
const day = (date: number) => new Date(Date.UTC(2026, 5, date));
const row = (change: Partial<PriceRow> = {}): PriceRow => ({
  sku: 'MUG',
  priceListCode: 'default-usd',
  breaks: [{ minQuantity: 1, unit: '12.50' }],
  compareAt: null,
  validFrom: null,
  validTo: null,
  id: null,
  expectedVersion: null,
  ...change,
});
const entry = (id: string, change: Partial<PriceEntry> = {}): PriceEntry => ({
  id,
  version: 1,
  listId: 'id of default-usd',
  currency: 'USD',
  sku: 'MUG',
  breaks: [{ minQuantity: 1, unitMinor: 1250n }],
  compareAtMinor: null,
  validFrom: null,
  validTo: null,
  ...change,
});
let made = 0;
const plan = (rows: readonly PriceRow[], entries: readonly PriceEntry[] = [], replace = false) =>
  planPrices({ rows, entries, lists, replace, field: 'prices', newId: () => `new ${(made += 1)}` });
const fieldsOf = (change: Partial<PriceRow>) => {
  const [planned] = plan([row(change)]);
  return planned?.kind === 'refused' && planned.problem.code === 'INVALID_INPUT' ? planned.problem.fields : [];
};
const wrongOf = (change: Partial<PriceRow>) => fieldsOf(change).map(({ path, message }) => `${path.slice(2).join('.')}: ${message}`);

describe('a price is refused, with every field that is wrong', () => {
  test('below zero, and with more decimals than its currency has', () => {
    expect(wrongOf({ breaks: [{ minQuantity: 1, unit: '-0.01' }] })).toEqual(['breaks.0.unit: unit must not be below zero.']);
    expect(wrongOf({ breaks: [{ minQuantity: 1, unit: '12.505' }] })).toEqual(['breaks.0.unit: unit must have at most 2 decimals in USD.']);
    expect(wrongOf({ priceListCode: 'default-jpy', breaks: [{ minQuantity: 1, unit: '1900.5' }] })).toEqual([
      'breaks.0.unit: unit must have no decimals in JPY.',
    ]);
  });

  test('in a list that does not exist, which names those that do', () =>
    expect(fieldsOf({ priceListCode: 'vip' })).toMatchObject([
      { path: ['prices', '0', 'priceListCode'], allowed: ['default-jpy', 'default-usd'] },
    ]));

  test('with breaks that do not begin at one, do not rise, or do not get cheaper', () => {
    const breaks = [
      { minQuantity: 2, unit: '10.00' },
      { minQuantity: 2, unit: '10.00' },
      { minQuantity: 10_001, unit: '9.00' },
    ];
    expect(wrongOf({ breaks })).toEqual([
      'breaks.0.minQuantity: minQuantity of the first break must be 1.',
      'breaks.1.minQuantity: minQuantity must rise from break to break.',
      'breaks.1.unit: unit must fall from break to break.',
      'breaks.2.minQuantity: minQuantity must be at most 10000.',
    ]);
    expect(wrongOf({ breaks: [] })).toEqual(['breaks: breaks must be 1 to 50.']);
  });

  test('that ends before it begins, and that was cheaper before', () =>
    expect(wrongOf({ validFrom: day(2), validTo: day(2), compareAt: '12.50', sku: ' ' })).toEqual([
      'sku: sku must have 1 to 100 characters.',
      'compareAt: compareAt must be more than the price: it is what it cost before.',
      'validTo: validTo must be after validFrom.',
    ]));

  test('when it replaces one whose version it does not say', () => {
    expect(wrongOf({ id: 'a' })).toEqual(['expectedVersion: expectedVersion must be given with id.']);
    expect(wrongOf({ expectedVersion: 1 })).toEqual(['id: id must be given with expectedVersion.']);
  });
});

test('saying a price again changes nothing, with and without its id', () => {
  expect(plan([row(), row({ id: 'a', expectedVersion: 1 })], [entry('a')])).toMatchObject([{ kind: 'unchanged' }, { kind: 'unchanged' }]);
});

test('another price for a part of the same time is refused, and says which one is there', () => {
  const other = row({ breaks: [{ minQuantity: 1, unit: '11.00' }], validFrom: day(1) });
  expect(plan([other], [entry('a')])).toMatchObject([
    { kind: 'refused', problem: { code: 'ALREADY_EXISTS', existingId: 'a', path: ['prices', '0', 'validFrom'] } },
  ]);
});

test('a price ends and another one follows it in one request', () => {
  const rows = [
    row({ id: 'a', expectedVersion: 1, validTo: day(1) }),
    row({ breaks: [{ minQuantity: 1, unit: '11.00' }], validFrom: day(1) }),
  ];
  expect(plan(rows, [entry('a')])).toMatchObject([
    { kind: 'changed', entry: { version: 2 } },
    { kind: 'created', entry: { version: 1 } },
  ]);
  expect(plan(rows.toReversed(), [entry('a')])).toMatchObject([{ kind: 'refused' }, { kind: 'changed' }]);
});

test('of two staff who change one price the slower is told of the other', () => {
  const cheaper = (unit: string) => row({ id: 'a', expectedVersion: 1, breaks: [{ minQuantity: 1, unit }] });
  expect(plan([cheaper('11.00')], [entry('a', { version: 2 })])).toMatchObject([
    { kind: 'refused', problem: { code: 'VERSION_CONFLICT', currentVersion: 2 } },
  ]);
  expect(plan([cheaper('11.00'), cheaper('10.00')], [entry('a')])).toMatchObject([
    { kind: 'changed' },
    { kind: 'refused', problem: { code: 'VERSION_CONFLICT' } },
  ]);
});

test('an unknown price, and one of another SKU, are refused', () => {
  expect(plan([row({ id: 'b', expectedVersion: 1 }), row({ id: 'a', expectedVersion: 1, sku: 'TEA' })], [entry('a')])).toMatchObject([
    { kind: 'refused', problem: { code: 'NOT_FOUND' } },
    { kind: 'refused', problem: { code: 'INVALID_INPUT', path: ['prices', '1', 'id'] } },
  ]);
});

test('an imported price takes the place of the one that begins when it does', () => {
  const cheaper = row({ breaks: [{ minQuantity: 1, unit: '11.00' }] });
  expect(plan([cheaper], [entry('a')], true)).toMatchObject([{ kind: 'changed', entry: { id: 'a', breaks: [{ unitMinor: 1100n }] } }]);
  expect(plan([cheaper, row()], [entry('a')], true)).toMatchObject([{ kind: 'changed' }, { kind: 'refused' }]);
});

describe('whatever is asked for', () => {
  const rowsOf = fc.array(
    fc.record({
      sku: fc.constantFrom('MUG', 'TEA'),
      cents: fc.integer({ min: 1, max: 5 }),
      from: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      days: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      target: fc.option(fc.constantFrom('a', 'b'), { nil: null }),
      version: fc.integer({ min: 1, max: 2 }),
    }),
    { maxLength: 12 },
  );
  const before = [entry('a', { validTo: day(3) }), entry('b', { validFrom: day(3), validTo: day(5) })];
  const outcome = (asked: typeof rowsOf extends fc.Arbitrary<infer T> ? T : never, replace: boolean) => {
    const rows = asked.map(({ sku, cents, from, days, target, version }) =>
      row({
        sku,
        breaks: [{ minQuantity: 1, unit: `0.0${cents}` }],
        validFrom: from === null ? null : day(from),
        validTo: days === null ? null : day((from ?? 0) + days),
        ...(target === null ? {} : { id: target, expectedVersion: version }),
      }),
    );
    const after = new Map(before.map((one) => [one.id, one]));
    for (const planned of plan(rows, before, replace)) if (planned.kind !== 'refused') after.set(planned.entry.id, planned.entry);
    return [...after.values()];
  };
  const overlapping = (entries: readonly PriceEntry[]) =>
    entries.some((one, index) => entries.slice(index + 1).some((other) => one.sku === other.sku && overlaps(one, other)));

  test('no two prices of a SKU and list are ever valid at once', () => {
    fc.assert(fc.property(rowsOf, fc.boolean(), (asked, replace) => !overlapping(outcome(asked, replace))));
  });

  test('and the look for overlaps finds them where they are', () => {
    expect(overlapping([entry('a', { validTo: day(3) }), entry('b', { validFrom: day(2) })])).toBe(true);
    expect(overlapping([entry('a', { validTo: day(3) }), entry('b', { validFrom: day(3) })])).toBe(false);
  });
});
