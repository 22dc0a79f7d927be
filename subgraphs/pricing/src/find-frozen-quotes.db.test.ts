import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, expect, test } from 'vitest';
import { checks } from '#checks';
import { commands } from '#commands';

const db = await freshDatabase('pricing');
const pricing = commands(db);
const law = { rounding: 'HALF_UP' as const, roundedPer: 'RATE' as const, source: '' };
const california = { country: 'US', region: 'CA' };

beforeAll(() =>
  pricing.importPricing({
    items: [{ sku: 'TEA', taxCategory: 'food' }],
    prices: ['MUG', 'TEA'].map((sku) => ({ sku, currency: 'USD', listMinor: 1_250n, breaks: [{ minQuantity: 2, unitMinor: 1_200n }] })),
    coupons: [
      { code: 'TEN', basisPoints: 1_000 },
      { code: 'FIVE', basisPoints: 500 },
    ],
    taxRates: [
      { ...california, taxCategory: 'standard', ratePpm: 72_500, included: false, appliesToShipping: true, ...law },
      { country: 'US', region: null, taxCategory: 'food', ratePpm: 0, included: false, appliesToShipping: false, ...law },
    ],
    shippingRates: [{ currency: 'USD', country: null, flatMinor: 595n, freeFromMinor: null }],
  }),
);

async function freeze() {
  const placementId = uuidv7();
  await pricing.freezeQuotes([
    {
      placementId,
      currency: 'USD',
      lines: [
        { sku: 'MUG', quantity: 2 },
        { sku: 'TEA', quantity: 1 },
      ],
      destination: { ...california, postalCode: null },
      couponCodes: ['ten', 'five'],
      redeemPoints: 150,
      customerId: uuidv7(),
      buyerKey: 'ada@example.com',
    },
  ]);
  return placementId;
}

/** As a version before 2026-12 kept it: no lists, shares, rates or discounts, and shipping untaxed. */
async function freezeEarlier(coupons: string[], untaxed = false) {
  const [taxMinor, totalMinor] = untaxed ? ['0', '2605'] : ['157', '2762'];
  const placementId = uuidv7();
  const line = {
    sku: 'MUG',
    quantity: 2,
    unitMinor: '1200',
    totalMinor: '2400',
    discountMinor: '240',
    taxMinor,
    includedTaxMinor: '0',
  };
  const sums = {
    subtotalMinor: '2400',
    discountMinor: '390',
    shippingMinor: '595',
    taxMinor,
    includedTaxMinor: '0',
    totalMinor,
  };
  const quote = { currency: 'USD', lines: [line], ...sums, pointsToEarn: 20, pointsRedeemed: 150 };
  await db.query({
    text: `insert into placement_quotes (placement_id, state, currency, total_minor, quote, coupons) values ($1, 'CONFIRMED', 'USD', $2, $3, $4)`,
    values: [placementId, totalMinor, JSON.stringify(quote), coupons],
  });
  return placementId;
}

test('a kept price tells lists, discounts by coupon and their shares, points, and taxes by rate with shipping', async () => {
  const placementId = await freeze();
  const [kept, unknown] = await pricing.frozenQuotes([{ placementId }, { placementId: uuidv7() }]);
  expect(unknown).toBeNull();
  expect(kept?.quote).toMatchObject({
    lines: [
      {
        sku: 'MUG',
        listMinor: 1_250n,
        unitMinor: 1_200n,
        discountMinor: 348n,
        discountSharesMinor: [240n, 108n],
        taxCategory: 'standard',
        taxRate: 0,
      },
      { sku: 'TEA', listMinor: 1_250n, discountSharesMinor: [125n, 56n], taxMinor: 0n, taxCategory: 'food', taxRate: 1 },
    ],
    discounts: [
      { kind: 'COUPON', code: 'TEN', label: 'coupon TEN', amountMinor: 365n },
      { kind: 'COUPON', code: 'FIVE', label: 'coupon FIVE', amountMinor: 164n },
      { kind: 'POINTS', code: null, label: '150 points', amountMinor: 150n },
    ],
    pointsValueMinor: 150n,
    taxes: [
      {
        label: 'US-CA 7.25 %',
        region: 'CA',
        ratePpm: 72_500,
        rounding: 'HALF_UP',
        roundedPer: 'RATE',
        taxableMinor: 2_443n,
        taxMinor: 177n,
      },
      { label: 'US 0 %', region: null, taxMinor: 0n },
    ],
    shippingTaxes: [{ taxRate: 0, amountMinor: 391n }],
  });
});

test('a price of an earlier version is told with its coupon, its points at 1 minor unit, and its taxes where it went', async () => {
  const placementId = await freezeEarlier(['TEN']);
  const [kept] = await pricing.frozenQuotes([{ placementId, destination: california }]);
  expect(kept).toMatchObject({
    state: 'CONFIRMED',
    quote: {
      lines: [{ listMinor: null, discountSharesMinor: [240n], taxMinor: 157n, taxRate: 0 }],
      discounts: [
        { kind: 'COUPON', code: 'TEN', amountMinor: 240n },
        { kind: 'POINTS', amountMinor: 150n },
      ],
      pointsValueMinor: 150n,
      taxes: [{ label: 'US-CA 7.25 %', rounding: 'HALF_EVEN', roundedPer: 'LINE', taxableMinor: 2_160n, taxMinor: 157n }],
      shippingTaxes: [],
    },
  });
});

test('what several coupons took off together, where a price went, and rates that have changed are not guessed', async () => {
  const placementId = await freezeEarlier(['FIVE', 'TEN']);
  const [nowhere, elsewhere] = await pricing.frozenQuotes([{ placementId }, { placementId, destination: { country: 'DE' } }]);
  expect(nowhere?.quote).toMatchObject({
    taxes: null,
    discounts: [{ code: null, label: 'coupon FIVE, coupon TEN', amountMinor: 240n }, {}],
  });
  expect(elsewhere?.quote?.taxes).toBeNull();
});

test('a price from when a region that was spelled out was taxed nothing is told as it was charged', async () => {
  const spelled = { country: 'us', region: 'California' };
  const [untaxed, taxed] = await pricing.frozenQuotes([
    { placementId: await freezeEarlier([], true), destination: spelled },
    { placementId: await freezeEarlier([]), destination: spelled },
  ]);
  expect(untaxed?.quote?.taxes).toEqual([]);
  expect(taxed?.quote?.taxes).toBeNull();
});

test('two hundred kept prices cost one statement, with earlier ones two', async () => {
  const ids = await Promise.all([freeze(), freezeEarlier([])]);
  const statementsOf = async (placementIds: string[]) => {
    const before = db.statements();
    await pricing.frozenQuotes(placementIds.map((placementId) => ({ placementId, destination: california })));
    return db.statements() - before;
  };
  expect(await statementsOf(Array<string>(200).fill(ids[0]))).toBe(1);
  expect(await statementsOf(Array<string>(200).fill(ids[1]))).toBe(2);
});

test('prices of all versions add up, and one whose taxes by rate do not is found', async () => {
  const violations = async () => {
    const found = await Promise.all(checks.own.map(({ sql }) => db.query<{ detail: string }>({ text: sql })));
    return found.flat().map(({ detail }) => detail);
  };
  const placementId = await freeze();
  await db.query({
    text: `delete from placement_quotes where placement_id <> $1 and cardinality(coupons) > 0 and not quote ? 'taxes'`,
    values: [placementId],
  });
  expect(await violations()).toEqual([]);
  await db.query({
    text: `update placement_quotes set quote = jsonb_set(quote, '{taxes,0,taxMinor}', '"178"') where placement_id = $1`,
    values: [placementId],
  });
  expect(await violations()).toEqual([expect.stringContaining('taxes by rate 178 of 177')]);
});
