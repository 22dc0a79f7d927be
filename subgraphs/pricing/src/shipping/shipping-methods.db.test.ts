import { uuidv7 } from '@cartograph/kit/ids';
import { describe, expect, test } from 'vitest';
import { ada, ask, room, staff, statementsOf, stored, usd } from '#testing/small-shop';

const save = async (input: Record<string, unknown>, caller = staff) => {
  const answer = await ask(
    `mutation ($input: SaveShippingMethodInput!) { saveShippingMethod(input: $input) { __typename
      ... on ShippingMethodSaved { shippingMethod { id version code name(locale: "de") kind zones { countries regions rates { price { amount } freeFrom { amount } maxWeightGrams } } } }
      ... on AlreadyExists { existingId } ... on VersionConflict { currentVersion } ... on InvalidInput { fields { path } } } }`,
    { input },
    caller,
  );
  return { ...answer, result: (answer.data?.['saveShippingMethod'] ?? {}) as { shippingMethod?: { id: string; version: number } } };
};
const price = (amount: string, currencyCode = 'USD') => ({ amount, currencyCode });
const express = {
  code: 'express',
  name: 'Express',
  active: true,
  kind: 'DELIVERY',
  carrier: 'UPS',
  names: [{ locale: 'de', name: 'Eilversand' }],
  zones: [{ countries: ['us'], rates: [{ price: price('19.99'), freeFrom: price('200.00') }], minDays: 1, maxDays: 2 }],
};
const quote = async (input: Record<string, unknown>) =>
  ask(
    'query ($input: QuoteInput!) { quote(input: $input) { shipping { amount } shippingOption { id name price { amount currencyCode } } } }',
    {
      input: { lines: [{ sku: 'MUG', quantity: 1 }], destination: { country: 'US', region: 'CA' }, ...input },
    },
  );

describe('a shipping method', () => {
  test('is offered from the moment that it is saved, and out of use it is not', async () => {
    const made = await save(express);
    expect(made.result).toMatchObject({
      shippingMethod: { version: 1, name: 'Eilversand', zones: [{ countries: ['US'], regions: null }] },
    });
    const id = made.result.shippingMethod?.id;
    expect((await quote({})).data?.['quote']).toMatchObject({
      shipping: { amount: '5.95' },
      shippingOption: { name: 'Standard delivery' },
    });
    expect((await quote({ shippingOptionId: id })).data?.['quote']).toMatchObject({ shippingOption: { id, price: usd('19.99') } });
    const cart = { __typename: 'Cart', id: uuidv7(), currencyCode: 'USD', couponCodes: [], lines: [{ sku: 'MUG', quantity: 1 }] };
    const options = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Cart {
      shippingOptions(destination: { country: "US", region: "CA" }) { id name(locale: "de-AT") kind carrier minDays maxDays price { amount currencyCode } } } } }`;
    expect((await ask(options, { of: [cart] })).data).toMatchObject({
      _entities: [{ shippingOptions: [{ price: usd('5.95') }, { id, name: 'Eilversand', carrier: 'UPS', minDays: 1, maxDays: 2 }] }],
    });
    const freeze = { currency: 'USD' as const, lines: cart.lines, couponCodes: [], redeemPoints: 0, buyerKey: null, customerId: null };
    const destination = { country: 'US', region: 'CA', postalCode: null };
    const [frozen] = await room.commands.freezeQuotes([{ ...freeze, destination, placementId: uuidv7(), shippingOptionId: id ?? null }]);
    expect(frozen).toMatchObject({ state: 'FROZEN', quote: { shippingMinor: 1999n, shippingMethod: 'express' } });
    expect((await save({ ...express, id, expectedVersion: 1, active: false })).result).toMatchObject({ shippingMethod: { version: 2 } });
    const { errors } = await quote({ shippingOptionId: id });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName: 'input.shippingOptionId' });
    const [refused] = await room.commands.freezeQuotes([{ ...freeze, destination, placementId: uuidv7(), shippingOptionId: id ?? null }]);
    expect(refused).toMatchObject({ state: 'REFUSED', shippingProblem: 'UNKNOWN_OPTION' });
  });

  test('is saved once, by who knows its version, and the same again changes nothing', async () => {
    const id = (await save({ ...express, code: 'night' })).result.shippingMethod?.id;
    expect((await save({ ...express, code: 'night' })).result).toMatchObject({ __typename: 'AlreadyExists', existingId: id });
    expect((await save({ ...express, code: 'night', id, expectedVersion: 1 })).result).toMatchObject({ shippingMethod: { version: 1 } });
    const slower = await Promise.all(['A', 'B', 'C'].map((name) => save({ ...express, code: 'night', name, id, expectedVersion: 1 })));
    expect(slower.filter(({ result }) => result.shippingMethod)).toHaveLength(1);
  });

  test('is refused with every wrong field', async () => {
    const zones = [
      {
        countries: ['XX'],
        regions: ['ZZ'],
        rates: [{ price: price('-1') }, { price: price('1.5', 'JPY'), freeFrom: price('1') }],
        minDays: 3,
        maxDays: 2,
      },
      { countries: [], rates: [] },
    ];
    const { result } = await save({ ...express, code: 'Not A Code', name: '', zones, names: [{ locale: '?', name: 'x' }] });
    expect(result).toMatchObject({
      __typename: 'InvalidInput',
      fields: [
        ['code'],
        ['name'],
        ['names', '0', 'locale'],
        ['zones', '0', 'countries', '0'],
        ['zones', '0', 'regions', '0'],
        ['zones', '0', 'maxDays'],
        ['zones', '0', 'rates', '0', 'price', 'amount'],
        ['zones', '0', 'rates', '1', 'freeFrom', 'currencyCode'],
        ['zones', '0', 'rates', '1', 'price', 'amount'],
        ['zones', '1', 'rates'],
      ].map((path) => ({ path })),
    });
  });

  test('cannot say two prices of one place, and counts what it says twice once', async () => {
    const zone = (amount: string, countries = ['US']) => ({ countries, rates: [{ price: price(amount) }] });
    const two = await save({ ...express, code: 'two', zones: [zone('5'), zone('6', ['DE', 'US'])] });
    expect(two.result).toMatchObject({ __typename: 'InvalidInput', fields: [{ path: ['zones', '1'] }] });
    const once = await save({ ...express, code: 'twice', zones: [zone('5', ['US', 'us'])] });
    expect(once.result).toMatchObject({ shippingMethod: { zones: [{ countries: ['US'] }] } });
  });

  test('and its places are staff’s to see and write', async () => {
    expect((await save(express, ada)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'prices:write' });
    expect((await ask('{ shippingMethods { code } }', {}, staff)).data?.['shippingMethods']).toEqual(
      expect.arrayContaining([{ code: 'standard' }]),
    );
  });
});

test('nothing is sent where no zone reaches, and a buyer is told before they pay', async () => {
  await stored(`update shipping_zones set countries = '{CA}' where countries = '{}'`);
  const { errors } = await quote({ destination: { country: 'DE' } });
  expect(errors?.[0]?.extensions).toMatchObject({ argumentName: 'input.destination.country' });
  await stored(`update shipping_zones set countries = '{}' where countries = '{CA}'`);
});

test('once all methods are switched off nothing is sent, where it had cost something before', async () => {
  await stored('update shipping_methods set active = false');
  const { errors } = await quote({});
  await stored(`update shipping_methods set active = code = 'standard'`);
  expect(errors?.[0]?.extensions).toMatchObject({ argumentName: 'input.destination.country' });
  expect((await quote({})).data?.['quote']).toMatchObject({ shippingOption: expect.anything() });
});

test('a quote with ten methods takes one statement', async () => {
  for (let index = 0; index < 10; index += 1) await save({ ...express, code: `more-${index}` });
  expect(await statementsOf(() => quote({}))).toBe(1);
});
