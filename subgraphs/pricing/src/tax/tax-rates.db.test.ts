import { describe, expect, test } from 'vitest';
import { admin, ask, moneyFields, staff, stored } from '#testing/small-shop';

const save = async (input: Record<string, unknown>, caller = admin) => {
  const answer = await ask(
    `mutation ($input: SaveTaxRateInput!) { saveTaxRate(input: $input) { __typename ... on TaxRateSaved { taxRate { id version percent region validTo } }
      ... on AlreadyExists { existingId path } ... on VersionConflict { currentVersion } ... on InvalidInput { fields { path } } } }`,
    { input },
    caller,
  );
  return { ...answer, result: (answer.data?.['saveTaxRate'] ?? {}) as { taxRate?: { id: string; version: number } } };
};
const rate = {
  taxCategoryCode: 'standard',
  country: 'DE',
  percent: '19',
  included: true,
  appliesToShipping: true,
  rounding: 'HALF_UP',
  roundedPer: 'RATE',
  validFrom: '2021-01-01T00:00:00Z',
  source: 'UStG § 12 Abs. 1',
};
const taxOf = async () => {
  const input = { lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'DE' } };
  const { data } = await ask(`query ($input: QuoteInput!) { quote(input: $input) { taxes { label percent tax ${moneyFields} } } }`, {
    input,
  });
  return (data as { quote: { taxes: { label: string }[] } } | null)?.quote.taxes.map(({ label }) => label);
};

describe('a tax rate', () => {
  test('ends, another one follows it, and a quote takes the one in force', async () => {
    const first = await save(rate);
    expect(first.result).toMatchObject({ __typename: 'TaxRateSaved', taxRate: { version: 1, percent: '19', region: null } });
    const id = first.result.taxRate?.id;
    expect((await save(rate)).result).toMatchObject({ __typename: 'AlreadyExists', existingId: id, path: ['validFrom'] });
    const validTo = new Date(Date.now() + 86_400_000).toISOString();
    expect((await save({ ...rate, validTo, id, expectedVersion: 1 })).result).toMatchObject({ taxRate: { version: 2, validTo } });
    expect((await save({ ...rate, percent: '21', validFrom: validTo })).result).toMatchObject({ taxRate: { version: 1 } });
    expect((await save({ ...rate, validTo, id, expectedVersion: 1 })).result).toMatchObject({
      __typename: 'VersionConflict',
      currentVersion: 2,
    });
    expect(await taxOf()).toEqual(['DE 19 %']);
    expect((await save({ ...rate, percent: '18', validTo, id, expectedVersion: 2 })).result).toMatchObject({
      __typename: 'InvalidInput',
      fields: [{ path: ['percent'] }],
    });
    // A day later.
    await stored(`update tax_rates set valid_to = valid_to - interval '25 hours' where id = '${id}'`);
    await stored(`update tax_rates set valid_from = valid_from - interval '25 hours' where country = 'DE' and rate_ppm = 210000`);
    expect(await taxOf()).toEqual(['DE 21 %']);
  });

  test('is an administrator’s alone to write', async () => {
    const { errors } = await save({ ...rate, country: 'AT' }, staff);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'tax:write' });
  });

  test('never overlaps another one, even for who goes around the shop', async () => {
    await save({ ...rate, country: 'FR', percent: '20' });
    const copy = `insert into tax_rates (country, rate_ppm, included, valid_from) values ('FR', 210000, true, now())`;
    await expect(stored(copy)).rejects.toMatchObject({ constraint: 'tax_rates_never_overlap' });
  });

  test('of two administrators at once is one', async () => {
    const answers = await Promise.all(['20', '21', '22'].map((percent) => save({ ...rate, country: 'NL', percent })));
    const saved = answers.filter(({ result }) => result.taxRate !== undefined);
    expect(saved).toHaveLength(1);
    for (const { result } of answers.filter((answer) => !saved.includes(answer)))
      expect(result).toMatchObject({ __typename: 'AlreadyExists' });
  });

  test('is found by country and instant, page by page', async () => {
    const list = `query ($country: String, $at: DateTime, $first: Int, $after: String) { taxCategories
      taxRates(country: $country, at: $at, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { country percent } } } }`;
    await save({ ...rate, country: 'ES', percent: '18', validFrom: '2010-07-01T00:00:00Z', validTo: '2012-09-01T00:00:00Z' });
    await save({ ...rate, country: 'ES', percent: '21', validFrom: '2012-09-01T00:00:00Z' });
    const at = async (instant?: string) =>
      (await ask(list, { country: 'es', at: instant }, staff)).data as {
        taxRates: { totalCount: number; edges: { node: { percent: string } }[] };
      } | null;
    expect((await at('2012-08-31T23:59:59Z'))?.taxRates.edges).toEqual([{ node: { country: 'ES', percent: '18' } }]);
    expect((await at('2012-09-01T00:00:00Z'))?.taxRates.edges).toEqual([{ node: { country: 'ES', percent: '21' } }]);
    expect((await at())?.taxRates.totalCount).toBe(2);
    const seen: unknown[] = [];
    for (let after: string | undefined; ; ) {
      const { data } = await ask(list, { first: 3, after }, staff);
      const { edges, pageInfo, totalCount } = (
        data as unknown as {
          taxRates: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean; endCursor: string }; totalCount: number };
        }
      ).taxRates;
      seen.push(...edges);
      after = pageInfo.endCursor;
      if (!pageInfo.hasNextPage) {
        expect(seen).toHaveLength(totalCount);
        break;
      }
    }
    expect((await ask(list, { country: 'XX' }, staff)).errors?.[0]?.extensions).toMatchObject({ argumentName: 'country' });
    expect((await ask(list, {}, staff)).data?.['taxCategories']).toEqual(['food', 'standard']);
  });
});
