import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenAddress, prepareAddresses, readAddress, readDestination } from './address.ts';

beforeAll(() => prepareAddresses([{ phone: '+15105550100' }]));

const oakland: GivenAddress = { line1: '12 Oak Ave', city: 'Oakland', region: 'California', postalCode: '94607', country: 'us' };
const kept = (change: GivenAddress) => {
  const outcome = readAddress({ ...oakland, ...change }, []);
  return outcome.kind === 'address' ? outcome.address : undefined;
};
const wrong = (change: GivenAddress, path: string[] = []) => {
  const outcome = readAddress({ ...oakland, ...change }, path);
  return outcome.kind === 'refused' ? outcome.fields : [];
};

it('an address is kept as a carrier reads it', () =>
  expect(kept({ name: ' Ada\u00a0Lovelace ', company: '', phone: '(510) 555-0100' })).toEqual({
    name: 'Ada Lovelace',
    company: null,
    line1: '12 Oak Ave',
    line2: null,
    city: 'Oakland',
    region: 'CA',
    postalCode: '94607',
    country: 'US',
    phone: '+15105550100',
  }));

it('every wrong field is told at once, with the way to it and what may stand there', () => {
  const fields = wrong({ name: 'a\nb', line1: ' ', city: '\u200b', region: 'ZZ', postalCode: 'x', phone: '12' }, ['shippingAddress']);
  expect(fields.map(({ path }) => path.join('.'))).toEqual(
    ['name', 'line1', 'city', 'postalCode', 'region', 'phone'].map((field) => `shippingAddress.${field}`),
  );
  expect(fields[4]?.allowed).toHaveLength(62);
  expect(fields.filter(({ allowed }) => allowed !== null)).toHaveLength(1);
});

it.each([
  ['Hong Kong', { line1: '1 Nathan Rd', city: 'Kowloon', country: 'HK', postalCode: '', region: null }],
  ['Qatar', { line1: 'Al Corniche St', city: 'Doha', country: 'QA', postalCode: null, region: null }],
  ['the Emirates', { city: 'Dubai', country: 'AE', postalCode: undefined, region: 'Dubai' }],
  ['Kosovo', { city: 'Prishtina', country: 'XK', postalCode: '10000', region: null }],
  ['Ireland without an Eircode', { city: 'Dublin', country: 'IE', postalCode: null, region: null }],
  ['Åland', { city: 'Mariehamn', country: 'AX', postalCode: '22100', region: null }],
])('a parcel goes to %s', (_where, change) => expect(kept(change)).toBeDefined());

it('a country is needed, and then the rest is not guessed at', () => {
  for (const country of ['', 'XX', 'USA', 'Germany', null]) expect(wrong({ country }).map(({ path }) => path)).toEqual([['country']]);
});

it.each([
  ['US', '(510) 555-0100', '+15105550100'],
  ['US', '+49 (0)30 123456', '+4930123456'],
  ['US', '00 44 20 7946 0958', '+442079460958'],
  ['XK', '044 123 456', '+38344123456'],
  ['AE', '٠٥٠ ١٢٣ ٤٥٦٧', '+971501234567'],
  ['US', '\u202a+1 510 555 0100\u202c', '+15105550100'],
])('in %s the number %s is called by %s', (country, phone, called) => {
  const outcome = readAddress({ line1: 'x', city: 'y', country, region: 'CA', postalCode: country === 'US' ? '94607' : null, phone }, []);
  const address = country === 'US' || outcome.kind === 'address' ? outcome : readAddress({ line1: 'x', city: 'y', country, phone }, []);
  expect(address).toMatchObject({ address: { phone: called } });
});

it.each(['12', 'call me', '+1 510 555 0100 ext. 5', '1'.repeat(500)])('%s is no phone number, and one of the country is shown', (phone) =>
  expect(wrong({ phone })).toMatchObject([{ path: ['phone'], message: expect.stringContaining('+1 201') }]),
);

describe('a destination', () => {
  const place = (country: string, region?: string | null, postalCode?: string | null) => {
    const outcome = readDestination({ country, region, postalCode }, ['destination']);
    return outcome.kind === 'place' ? outcome.place : outcome.fields.map(({ path }) => path.join('.'));
  };

  it('is read like an address, and needs a region where tax hangs on it', () => {
    for (const region of ['California', 'Calif.', 'CA\u200b', 'ca', 'US-CA']) expect(place('US', region)).toMatchObject({ region: 'CA' });
    expect(place('us', null, '94607')).toEqual({ country: 'US', region: 'CA', postalCode: '94607' });
    for (const nothing of [null, undefined, '', ' ', 'ZZ']) expect(place('US', nothing)).toEqual(['destination.region']);
    expect(place('DE')).toEqual({ country: 'DE', region: null, postalCode: null });
    expect(place('JP')).toEqual({ country: 'JP', region: null, postalCode: null });
    expect(place('JP', null, '1000001')).toEqual({ country: 'JP', region: null, postalCode: '100-0001' });
    expect(place('US', 'CA', 'SW1A 1AA')).toEqual(['destination.postalCode']);
    expect(place('Utopia', 'CA')).toEqual(['destination.country']);
  });
});

it('an address that was kept is kept again as it is, whatever was typed', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 12 }));
  const country = fc.constantFrom('US', 'CA', 'DE', 'GB', 'HK', 'JP', 'XK', 'IE', 'FR');
  const postalCode = fc.constantFrom('94607', 'H3Z2Y7', '10115', 'sw1a1aa', '', '1000001', '10000', 'd02x285', '75001', null);
  fc.assert(
    fc.property(
      fc.record({ name: text, company: text, line1: text, line2: text, city: text, region: text, country, postalCode }),
      (given) => {
        const outcome = readAddress(given, []);
        if (outcome.kind === 'address') expect(readAddress(outcome.address, [])).toEqual(outcome);
        else expect(outcome.fields.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2_000 },
  );
});
