import { guest } from '@cartograph/kit/caller';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesOf, openRoom, type TestRoom } from '#testing/room';
import { adaAsks, graceAsks, staff } from '#testing/shop';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});

const fields = 'name phone locale marketingConsent emailVerified version';
const update = async (input: Record<string, unknown>, caller = adaAsks) => {
  const answer = await room.ask(
    `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename ... on ProfileUpdated { customer { ${fields} } }
       ... on VersionConflict { code currentVersion } ... on InvalidInput { fields { path message } } } }`,
    { input },
    caller,
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data ?? {})['updateProfile'] as Record<string, unknown>;
};
const profile = async (caller = adaAsks) => (await room.ask(`{ me { ${fields} } }`, {}, caller)).data?.['me'];

describe('a profile', () => {
  it('is changed field by field: what is left out stays, and what is null is none', async () => {
    expect(await update({ name: ' Ada  Lovelace ', phone: '+1 (510) 555-0100', locale: 'pt-br' })).toMatchObject({
      customer: {
        name: 'Ada Lovelace',
        phone: '+15105550100',
        locale: 'pt-BR',
        marketingConsent: 'NOT_GIVEN',
        emailVerified: false,
        version: 2,
      },
    });
    expect(await update({ phone: null })).toMatchObject({ customer: { name: 'Ada Lovelace', phone: null, locale: 'pt-BR', version: 3 } });
  });

  it('that is said again as it stands is no change, and no conflict', async () => {
    const before = await profile();
    expect(await update({ name: 'Ada Lovelace', expectedVersion: 1 })).toMatchObject({ customer: before });
    expect(await update({})).toMatchObject({ customer: before });
  });

  it('is told every wrong field at once, and nothing of it is kept', async () => {
    const before = await profile();
    const refused = await update({ name: 'a\nb', phone: '12', locale: 'xx', marketingConsent: true });
    const wrong = refused['fields'] as { path: string[] }[];
    expect(wrong.map(({ path }) => path.join('.'))).toEqual(['name', 'phone', 'locale']);
    expect(await profile()).toEqual(before);
  });

  it('of two who change it at once by its version, one is told that the other was faster', async () => {
    const { version } = (await profile(graceAsks)) as { version: number };
    const both = await Promise.all(['Grace H.', 'G. Hopper'].map((name) => update({ name, expectedVersion: version }, graceAsks)));
    expect(new Set(both.map(({ __typename }) => __typename))).toEqual(new Set(['ProfileUpdated', 'VersionConflict']));
    expect(both.find(({ code }) => code === 'VERSION_CONFLICT')).toMatchObject({ currentVersion: version + 1 });
  });

  it('knows a consent that was given, and one that was taken back, but takes nothing back that was never given', async () => {
    expect(await update({ marketingConsent: false }, graceAsks)).toMatchObject({ customer: { marketingConsent: 'NOT_GIVEN' } });
    expect(await update({ marketingConsent: true }, graceAsks)).toMatchObject({ customer: { marketingConsent: 'GIVEN' } });
    expect(await update({ marketingConsent: false }, graceAsks)).toMatchObject({ customer: { marketingConsent: 'WITHDRAWN' } });
    expect(await update({ marketingConsent: null }, graceAsks)).toMatchObject({ customer: { marketingConsent: 'WITHDRAWN' } });
  });

  it('is nobody’s who is not signed in', async () => {
    const answer = await room.ask('mutation { updateProfile(input: { name: "x" }) { __typename } }', {}, guest);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
  });

  it('has the language that whoever signed up asked for, and one that does not exist is refused', async () => {
    const signUp = async (email: string, locale: string) =>
      (
        await room.ask(
          `mutation ($input: SignUpInput!) { signUp(input: $input) { __typename ... on Session { customer { locale } } ... on InvalidInput { path } } }`,
          { input: { email, password: 'correct horse', locale } },
        )
      ).data?.['signUp'];
    expect(await signUp('l1@example.com', 'fr-ca')).toMatchObject({ customer: { locale: 'fr-CA' } });
    expect(await signUp('l2@example.com', 'klingon')).toMatchObject({ __typename: 'InvalidInput', path: ['locale'] });
  });

  it('is found by staff by its telephone and its consent', async () => {
    await update({ phone: '+44 20 7946 0958' }, graceAsks);
    const find = async (search: string | null, filter: object) => {
      const { data } = await room.ask(
        'query ($search: String, $filter: CustomerFilter) { customers(search: $search, filter: $filter) { edges { node { email } } totalCount } }',
        { search, filter },
        staff,
      );
      return data?.['customers'];
    };
    const grace = { edges: [{ node: { email: 'grace@example.com' } }], totalCount: 1 };
    expect(await find('+4420 7946', {})).toEqual(grace);
    expect(await find(null, { marketingConsent: 'WITHDRAWN' })).toEqual(grace);
    expect(await find('grace', { marketingConsent: 'NOT_GIVEN' })).toMatchObject({ totalCount: 0 });
  });
});
