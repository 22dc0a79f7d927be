import { guest } from '@cartograph/kit/caller';
import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { ada, ask, moneyFields, orders, room, statementsOf, usd } from '#testing/small-shop';

describe('the price of a variant', () => {
  const query = `query ($of: [_Any!]!, $currency: CurrencyCode, $quantity: Int) { _entities(representations: $of) { ... on ProductVariant {
    price(currencyCode: $currency, quantity: $quantity) { unit ${moneyFields} list ${moneyFields} total ${moneyFields} } } } }`;
  const of = (...skus: string[]) => skus.map((sku) => ({ __typename: 'ProductVariant', sku }));

  test('is for one in dollars unless asked otherwise', async () => {
    const plain = '{ price { unit { amount } list { amount } total { amount } } }';
    const { data } = await ask(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on ProductVariant ${plain} } }`, {
      of: of('TEA'),
    });
    expect(data).toEqual({ _entities: [{ price: { unit: { amount: '9.90' }, list: { amount: '9.90' }, total: { amount: '9.90' } } }] });
  });

  test('falls at a quantity break', async () => {
    const { data } = await ask(query, { of: of('TEA'), currency: 'USD', quantity: 12 });
    expect(data).toEqual({ _entities: [{ price: { unit: usd('8.50'), list: usd('9.90'), total: usd('102.00') } }] });
  });

  test('is null for what has none in that currency', async () => {
    const { data, errors } = await ask(query, { of: of('MUG', 'TEA', 'N\ud800', 'N\0'), currency: 'JPY', quantity: 1 });
    const yen = { amount: '1500', currencyCode: 'JPY' };
    expect(data).toEqual({
      _entities: [{ price: null }, { price: { unit: yen, list: yen, total: yen } }, { price: null }, { price: null }],
    });
    expect(errors).toBeUndefined();
  });

  test.each([0, -1, 10_001])('is refused for %i', async (quantity) => {
    const { errors } = await ask(query, { of: of('TEA'), currency: 'USD', quantity });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName: 'quantity' });
  });

  test('of 100 variants costs one statement', async () => {
    const skus = Array.from({ length: 100 }, (_, index) => `SKU-${index}`);
    expect(await statementsOf(() => ask(query, { of: of(...skus), currency: 'USD', quantity: 2 }))).toBe(1);
  });
});

describe('commands between rooms', () => {
  const freeze = `mutation ($input: [PricingFreezeQuoteInput!]!) { freezeQuotes(input: $input) { placementId state unpricedSkus tooLarge
    rejectedCoupons { coupon reason message } quote { currency subtotalMinor discountMinor shippingMinor taxMinor includedTaxMinor totalMinor
    pointsToEarn pointsRedeemed lines { sku quantity unitMinor totalMinor discountMinor taxMinor includedTaxMinor } } } }`;
  const command = () => ({
    placementId: uuidv7(),
    currency: 'USD',
    lines: [{ sku: 'MUG', quantity: 1 }],
    destination: { country: 'US' },
    couponCodes: [],
    redeemPoints: 0,
  });
  const on = (name: string) => `mutation ($input: [PricingPlacementInput!]!) { ${name}(input: $input) { placementId state } }`;

  test('go over the wire with amounts as digits', async () => {
    const input = [command()];
    const [placement] = input.map(({ placementId }) => ({ placementId }));
    const { data } = await ask(freeze, { input }, orders);
    expect(data).toMatchObject({
      freezeQuotes: [{ ...placement, state: 'FROZEN', quote: { totalMinor: '1845', lines: [{ unitMinor: '1250' }] } }],
    });
    for (const [name, state] of [
      ['confirmQuotes', 'CONFIRMED'],
      ['cancelQuotes', 'CONFIRMED'],
      ['returnCoupons', 'RETURNED'],
    ] as const)
      expect((await ask(on(name), { input: [placement] }, orders)).data).toEqual({ [name]: [{ ...placement, state }] });
  });

  test.each([
    ['guests', guest],
    ['customers', ada],
  ] as const)('are closed to %s', async (_, caller) => {
    const placement = { placementId: uuidv7() };
    const answers = [
      await ask(freeze, { input: [command()] }, caller),
      ...(await Promise.all(
        ['confirmQuotes', 'cancelQuotes', 'returnCoupons'].map((name) => ask(on(name), { input: [placement] }, caller)),
      )),
    ];
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.['code'])).toEqual(Array<string>(4).fill('FORBIDDEN'));
  });
});

describe('an import', () => {
  test('twice is once, and replaces the breaks of the prices it names', async () => {
    const prices = [{ sku: 'BOWL', currency: 'USD' as const, listMinor: 900n, breaks: [{ minQuantity: 5, unitMinor: 800n }] }];
    await room.commands.importPricing({ prices });
    await room.commands.importPricing({ prices });
    await room.commands.importPricing({
      prices: [{ sku: 'BOWL', currency: 'USD', listMinor: 950n, breaks: [{ minQuantity: 6, unitMinor: 850n }] }],
    });
    const query = 'query ($input: QuoteInput!) { quote(input: $input) { total { amount } } }';
    const total = async (quantity: number) => (await ask(query, { input: { lines: [{ sku: 'BOWL', quantity }] } })).data?.['quote'];
    expect([await total(5), await total(6)]).toEqual([{ total: { amount: '47.50' } }, { total: { amount: '51.00' } }]);
  });
});
