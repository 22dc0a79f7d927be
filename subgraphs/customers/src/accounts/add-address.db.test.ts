import { beforeAll, describe, expect, it } from 'vitest';
import { openRoom, type TestRoom } from '#testing/room';
import { adaAsks, graceAsks } from '#testing/shop';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});

const oak = { line1: '12 Oak Ave', city: 'Oakland', region: 'California', postalCode: '94607', country: 'us' };
const add = async (input: Record<string, unknown>, caller = adaAsks) => {
  const answer = await room.ask(
    `mutation ($input: AddAddressInput!) { addAddress(input: $input) { __typename
       ... on AddressAdded { address { id name company region postalCode country phone isDefaultShipping isDefaultBilling } }
       ... on InvalidInput { path fields { path message allowed } } } }`,
    { input },
    caller,
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data ?? {})['addAddress'] as { address: { id: string } } & Record<string, unknown>;
};
const saved = async (caller = adaAsks) => {
  const { data } = await room.ask('{ me { addresses { id isDefaultShipping isDefaultBilling } } }', {}, caller);
  const me = data?.['me'] as { addresses: { id: string; isDefaultShipping: boolean; isDefaultBilling: boolean }[] } | undefined;
  return me?.addresses ?? [];
};

describe('a saved address', () => {
  it('has a company and a phone, and its region as the code that tax goes by', async () => {
    expect(await add({ ...oak, company: 'Analytical Engines', phone: '510 555 0100' })).toMatchObject({
      address: { company: 'Analytical Engines', region: 'CA', postalCode: '94607', country: 'US', phone: '+15105550100' },
    });
  });

  it('that is there already stays one, however it is spelled and however often it is sent at once', async () => {
    const spellings = ['California', 'ca', 'US-CA', 'Calif.', 'CA\u200b', null];
    const added = await Promise.all(spellings.map((region) => add({ ...oak, name: 'Ada', region })));
    expect(new Set(added.map(({ address }) => address.id)).size).toBe(1);
    expect((await saved()).length).toBe(2);
  });

  it('can be in Hong Kong, Doha and Prishtina', async () => {
    for (const [country, city, postalCode] of [
      ['HK', 'Kowloon', ''],
      ['QA', 'Doha', null],
      ['XK', 'Prishtina', '10000'],
    ])
      expect(await add({ line1: '1 Nathan Rd', city, country, postalCode })).toMatchObject({
        __typename: 'AddressAdded',
        address: { postalCode: postalCode || null },
      });
  });

  it('with several wrong fields is told all of them, and the regions that there are', async () => {
    const refused = await add({ ...oak, city: '\u200b', region: 'ZZ', phone: '12', name: 'a\nb' });
    const fields = refused['fields'] as { path: string[]; allowed: string[] | null }[];
    expect(fields.map(({ path }) => path.join('.'))).toEqual(['name', 'city', 'region', 'phone']);
    expect(fields[2]?.allowed).toContain('CA');
  });
});

describe('of the defaults', () => {
  it('there is one of each kind, the last that was made it, also when two are made it at once', async () => {
    const first = await add({ ...oak, line1: '1 A St', isDefaultShipping: true, isDefaultBilling: true }, graceAsks);
    const second = await add({ ...oak, line1: '2 B St', isDefaultShipping: true }, graceAsks);
    const defaults = async () => {
      const addresses = await saved(graceAsks);
      return [addresses.filter((one) => one.isDefaultShipping), addresses.filter((one) => one.isDefaultBilling)].map((list) =>
        list.map(({ id }) => id),
      );
    };
    expect(await defaults()).toEqual([[second.address.id], [first.address.id]]);
    await add({ ...oak, line1: '1 A St', isDefaultShipping: true }, graceAsks);
    expect(await defaults()).toEqual([[first.address.id], [first.address.id]]);
    await Promise.all(['3 C St', '4 D St', '5 E St'].map((line1) => add({ ...oak, line1, isDefaultBilling: true }, graceAsks)));
    const [shipping, billing] = await defaults();
    expect([shipping, billing?.length]).toEqual([[first.address.id], 1]);
  });
});

describe('a form for an address', () => {
  it('knows what each country asks, in the language of its reader', async () => {
    const ask =
      'query ($locale: String) { countries(locale: $locale) { code name postalCode postalCodeExample regionUse regions { code name } } }';
    const read = async (locale?: string) =>
      ((await room.ask(ask, { locale })).data?.['countries'] ?? []) as {
        code: string;
        name: string;
        regions: { code: string; name: string }[];
      }[];
    const english = await read();
    expect(english.length).toBeGreaterThan(240);
    expect(english.length).toBeLessThanOrEqual(260);
    expect(english.find(({ code }) => code === 'US')).toMatchObject({
      name: 'United States',
      postalCode: 'REQUIRED',
      regionUse: 'REQUIRED',
    });
    expect(english.find(({ code }) => code === 'HK')).toMatchObject({ postalCode: 'NONE', postalCodeExample: null, regionUse: 'OPTIONAL' });
    const regionOf = (list: typeof english, country: string, code: string) =>
      list.find((one) => one.code === country)?.regions.find((one) => one.code === code)?.name;
    expect([regionOf(english, 'DE', 'BY'), regionOf(await read('de-AT'), 'DE', 'BY')]).toEqual(['Bavaria', 'Bayern']);
    expect((await read('ja')).find(({ code }) => code === 'DE')?.name).toBe('ドイツ');
    expect((await room.ask(ask, { locale: 'no language' })).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argumentName: 'locale',
    });
  });
});
