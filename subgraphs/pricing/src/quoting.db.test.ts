import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { ada, ask, moneyFields, room, statementsOf, usd } from '#testing/small-shop';

describe('a quote', () => {
  const query = `query ($input: QuoteInput!) { quote(input: $input) {
    lines { sku quantity list ${moneyFields} unit ${moneyFields} total ${moneyFields} discount ${moneyFields} tax ${moneyFields} includedTax ${moneyFields} }
    subtotal ${moneyFields} discount ${moneyFields} shipping ${moneyFields} tax ${moneyFields} includedTax ${moneyFields} total ${moneyFields}
    pointsToEarn pointsRedeemed rejectedCoupons { __typename code coupon reason message } trace { rule before { amount } after { amount } } } }`;

  test('shows lines, sums, rejected coupons and how it came to be', async () => {
    const input = {
      lines: [
        { sku: 'MUG', quantity: 1 },
        { sku: 'TEA', quantity: 10 },
        { sku: 'MUG', quantity: 1 },
      ],
      destination: { country: 'us', region: 'ca' },
      couponCodes: ['welcome10', 'Nope'],
      redeemPoints: 100,
    };
    const { data, errors } = await ask(query, { input }, ada);
    expect(errors).toBeUndefined();
    expect(data?.['quote']).toMatchObject({
      lines: [
        { sku: 'MUG', quantity: 2, unit: usd('12.50'), total: usd('25.00'), discount: usd('2.50'), tax: usd('1.63') },
        { sku: 'TEA', quantity: 10, list: usd('9.90'), unit: usd('8.50'), total: usd('85.00'), discount: usd('8.50'), tax: usd('0.00') },
      ],
      subtotal: usd('110.00'),
      discount: usd('12.00'),
      shipping: usd('0.00'),
      tax: usd('1.63'),
      includedTax: usd('0.00'),
      total: usd('99.63'),
      pointsToEarn: 98,
      pointsRedeemed: 100,
      rejectedCoupons: [
        { __typename: 'CouponRejected', code: 'COUPON_REJECTED', coupon: 'Nope', reason: 'UNKNOWN', message: 'There is no such coupon.' },
      ],
    });
    expect(data?.['quote']).toHaveProperty('trace.0', { rule: 'LIST_PRICE', before: { amount: '0.00' }, after: { amount: '124.00' } });
  });

  test('is exactly what a placement is frozen at', async () => {
    const input = {
      lines: [{ sku: 'MUG', quantity: 3 }],
      destination: { country: 'US', region: 'CA' },
      couponCodes: ['WELCOME10'],
      redeemPoints: 7,
    };
    const { data } = await ask(query, { input }, ada);
    const [frozen] = await room.commands.freezeQuotes([
      {
        ...input,
        placementId: uuidv7(),
        currency: 'USD',
        destination: { ...input.destination, postalCode: null },
        customerId: null,
        buyerKey: null,
      },
    ]);
    expect(data?.['quote']).toMatchObject({ total: usd((Number(frozen?.quote?.totalMinor) / 100).toFixed(2)), pointsRedeemed: 7 });
  });

  test('costs one statement, however many lines; several in one request too', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => ({ sku: `SKU-${index % 100}`, quantity: 1 }));
    const two = 'query ($input: QuoteInput!) { a: quote(input: $input) { total { amount } } b: quote(input: $input) { tax { amount } } }';
    expect(await statementsOf(() => ask(two, { input: { lines, couponCodes: ['WELCOME10'] } }, ada))).toBe(1);
  });

  test("counts the customer's own uses of a coupon", async () => {
    const placementId = uuidv7();
    const lines = [{ sku: 'MUG', quantity: 1 }];
    const customerId = ada.kind === 'customer' ? ada.customerId : null;
    await room.commands.freezeQuotes([
      { placementId, currency: 'USD', lines, destination: null, couponCodes: ['ONCE'], redeemPoints: 0, customerId, buyerKey: null },
    ]);
    const input = { lines, couponCodes: ['ONCE'] };
    expect((await ask(query, { input }, ada)).data).toHaveProperty('quote.rejectedCoupons.0.reason', 'HELD');
    await room.commands.confirmQuotes([{ placementId }]);
    expect((await ask(query, { input }, ada)).data).toHaveProperty('quote.rejectedCoupons.0.reason', 'USED_UP');
    expect((await ask(query, { input })).data).toHaveProperty('quote.rejectedCoupons', []);
  });

  test.each([
    [{ lines: [] }, 'input.lines'],
    [{ lines: Array.from({ length: 201 }, () => ({ sku: 'MUG', quantity: 1 })) }, 'input.lines'],
    [{ lines: [{ sku: 'MUG', quantity: 0 }] }, 'input.lines.0.quantity'],
    [
      {
        lines: [
          { sku: 'MUG', quantity: 9_999 },
          { sku: 'MUG', quantity: 2 },
        ],
      },
      'input.lines.1.quantity',
    ],
    [
      {
        lines: [
          { sku: 'MUG', quantity: 1 },
          { sku: 'NOPE', quantity: 1 },
        ],
      },
      'input.lines.1.sku',
    ],
    [{ lines: [{ sku: 'MUG', quantity: 1 }], currencyCode: 'JPY' }, 'input.lines.0.sku'],
    [{ lines: [{ sku: 'MUG', quantity: 1 }], redeemPoints: -1 }, 'input.redeemPoints'],
    [{ lines: [{ sku: 'MUG', quantity: 1 }], couponCodes: Array.from({ length: 11 }, () => 'X') }, 'input.couponCodes'],
    [{ lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'USA' } }, 'input.destination.country'],
    [{ lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'US' } }, 'input.destination.region'],
    [{ lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'US', region: 'ZZ' } }, 'input.destination.region'],
    [
      { lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'US', region: 'CA', postalCode: 'x' } },
      'input.destination.postalCode',
    ],
  ])('is refused with the way to what is wrong: %j', async (input, argumentName) => {
    const { data, errors } = await ask(query, { input });
    expect(data).toEqual({ quote: null });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName });
  });

  test.each([
    { region: 'California', postalCode: '94607' },
    { region: 'Calif.' },
    { region: 'CA\u200b' },
    { region: 'US-CA' },
    { region: 'ca' },
    { postalCode: '94607-1234' },
  ])('taxes California however it is spelled: %j', async (place) => {
    const input = { lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'us', ...place } };
    const { data } = await ask('query ($input: QuoteInput!) { quote(input: $input) { taxes { region } } }', { input });
    expect(data).toMatchObject({ quote: { taxes: [{ region: 'CA' }] } });
  });

  test('lists the regions there are when one is none', async () => {
    const input = { lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'US', region: 'Kalifornia' } };
    expect((await ask(query, { input })).errors?.[0]?.extensions?.['allowed']).toEqual(expect.arrayContaining(['CA', 'NY']));
  });

  test('takes any text for SKUs, codes and places without a fault', async () => {
    const text = '\'\0\ud800\u{1F4A5}\\"; drop table coupons';
    const input = {
      lines: [{ sku: 'MUG', quantity: 1 }],
      couponCodes: [text, ''],
      destination: { country: 'US', region: text, postalCode: text },
    };
    expect((await ask(query, { input })).errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect((await ask(query, { input: { ...input, destination: null } })).errors).toBeUndefined();
    const bad = await ask(query, { input: { lines: [{ sku: text, quantity: 1 }] } });
    expect(bad.errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
  });
});

describe('the quote of a cart', () => {
  const query = `query ($carts: [_Any!]!, $to: DestinationInput, $points: Int) { _entities(representations: $carts) {
    ... on Cart { quote(destination: $to, redeemPoints: $points) { total { amount currencyCode } shipping { amount } pointsRedeemed } } } }`;
  const cart = (lines: { sku: string; quantity: number }[], change = {}) => ({
    __typename: 'Cart',
    id: uuidv7(),
    currencyCode: 'USD',
    couponCodes: [],
    lines,
    ...change,
  });

  test("takes the cart's currency, lines and coupons", async () => {
    const carts = [
      cart([{ sku: 'MUG', quantity: 2 }], { couponCodes: ['WELCOME10'] }),
      cart([{ sku: 'TEA', quantity: 1 }], { currencyCode: 'JPY' }),
      cart([]),
    ];
    const { data, errors } = await ask(query, { carts, to: { country: 'US', region: 'Oregon' }, points: 10 }, ada);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      _entities: [
        { quote: { total: usd('28.35'), shipping: { amount: '5.95' }, pointsRedeemed: 10 } },
        { quote: { total: { amount: '1485', currencyCode: 'JPY' }, shipping: { amount: '0' }, pointsRedeemed: 10 } },
        { quote: { total: usd('0.00'), shipping: { amount: '0.00' }, pointsRedeemed: 0 } },
      ],
    });
  });

  test('of 50 carts costs one statement', async () => {
    const carts = Array.from({ length: 50 }, () => cart([{ sku: 'MUG', quantity: 1 }]));
    expect(await statementsOf(() => ask(query, { carts }))).toBe(1);
  });

  test('leaves out what has lost its price', async () => {
    const lines = ['GONE', 'MUG'].map((sku) => ({ sku, quantity: 1 }));
    const { data, errors } = await ask(query, { carts: [cart(lines.slice(0, 1)), cart(lines)] });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ _entities: [{ quote: { total: usd('0.00') } }, { quote: { total: usd('12.50') } }] });
  });

  test('is refused for negative points and unknown shapes of countries', async () => {
    const carts = [cart([{ sku: 'MUG', quantity: 1 }])];
    expect((await ask(query, { carts, points: -1 })).errors?.[0]?.extensions?.['argumentName']).toBe('redeemPoints');
    expect((await ask(query, { carts, to: { country: 'X' } })).errors?.[0]?.extensions?.['argumentName']).toBe('destination.country');
  });
});
