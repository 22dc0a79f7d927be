import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buyAsGuest, oakland } from '../placing/buy.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const spellings = ['California', 'Calif.', 'CA\u200b', 'ca', 'US-CA', 'State of California', null];
const lines = [{ sku: 'MUG-CLASSIC', quantity: 2 }];
const quote = (destination: Record<string, unknown>) =>
  shop.ask<{ quote: { tax: { amount: string } } | null }>(
    'query ($input: QuoteInput!) { quote(input: $input) { tax { amount } total { amount } } }',
    { input: { lines, destination } },
  );
const fieldsOf = ({ problems = [] }: Awaited<ReturnType<typeof buyAsGuest>>) =>
  problems.flatMap(({ fields = [] }) => fields.map(({ path }) => path.join('.')));

describe('California is taxed', () => {
  test.each(spellings)('when it is spelled %j, in a quote and in an order alike', async (region) => {
    const { data } = await quote({ country: 'US', region, postalCode: '94607' });
    expect(Number(data?.quote?.tax.amount)).toBeGreaterThan(0);
    const answer = await buyAsGuest(shop, { lines, shippingAddress: { ...oakland, region } });
    expect(answer.order?.totals.tax.amount).toBe(data?.quote?.tax.amount);
  });

  test.each(['ZZ', 'Kalifornia', null, ' '])('and never by silence: %j is refused with the regions there are', async (region) => {
    const { data, errors } = await quote({ country: 'US', region });
    expect(data?.quote).toBeNull();
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argumentName: 'input.destination.region' });
    const answer = await buyAsGuest(shop, { lines, shippingAddress: { ...oakland, region: region ?? 'ZZ', postalCode: '00000' } });
    expect(fieldsOf(answer)).toEqual(['shippingAddress.region']);
  });
});

describe('a parcel goes', () => {
  test.each([
    { line1: '1 Nathan Rd', city: 'Kowloon', country: 'HK', postalCode: '' },
    { line1: '1 Nathan Rd', city: 'Kowloon', country: 'HK' },
    { line1: 'Al Corniche St', city: 'Doha', country: 'QA' },
    { line1: '1 Marina Walk', city: 'Dubai', region: 'Dubai', country: 'AE' },
    { line1: 'Nëna Terezë 1', city: 'Prishtina', country: 'XK', postalCode: '10000' },
    { line1: '10 Downing St', city: 'London', country: 'UK', postalCode: 'sw1a2aa' },
    { line1: 'רחוב 5\u200f', city: 'תל אביב', country: 'IL', postalCode: '6100000', name: '🐴'.repeat(101) },
  ])('to $city', async (shippingAddress) => expect((await buyAsGuest(shop, { shippingAddress })).__typename).toBe('OrderPlaced'));

  test('and its bill elsewhere, told of every field that is wrong at once', async () => {
    const wrong = {
      line1: '1 Main\r\nSt',
      city: '\u200b',
      country: 'US',
      region: 'CA',
      postalCode: '1'.repeat(21),
      name: 'a\u0007',
      phone: '12',
    };
    const answer = await buyAsGuest(shop, { shippingAddress: wrong, billingAddress: { line1: '1', city: 'Köln', country: 'DE' } });
    const shipping = ['name', 'line1', 'city', 'postalCode', 'phone'].map((field) => `shippingAddress.${field}`);
    expect(fieldsOf(answer)).toEqual([...shipping, 'billingAddress.postalCode']);
  });
});

test.each(['a,b@x.com', 'a;b@x.com', 'a(b)@x.com', 'a\u0001@x.com', 'a\u001b[2J@x.com'])(
  'a guest cannot be %j, as no account can',
  async (email) => {
    expect(fieldsOf(await buyAsGuest(shop, { email }))).toEqual(['email']);
    const signUp = 'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename ... on InvalidInput { path } } }';
    expect(await shop.askFor(signUp, { input: { email, password: 'correct horse' } })).toMatchObject({
      signUp: { __typename: 'InvalidInput', path: ['email'] },
    });
  },
);
