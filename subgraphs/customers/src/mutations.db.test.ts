import { uuidv7 } from '@cartograph/kit/ids';
import { beforeAll, describe, expect, it } from 'vitest';
import { codesOf, openRoom, type TestRoom } from '#testing/room';
import { ada, adaAsks, graceAsks, orders, staff } from '#testing/shop';

let room: TestRoom;
beforeAll(async () => {
  room = await openRoom();
});

const problem = '... on Problem { code message } ... on InvalidInput { path }';
const session = '... on Session { accessToken refreshToken expiresAt customer { id email name loyalty { available } } }';

describe('an account', () => {
  const mutate = async (field: string, inputType: string, input: Record<string, unknown>) => {
    const answer = await room.ask(`mutation ($input: ${inputType}!) { ${field}(input: $input) { __typename ${session} ${problem} } }`, {
      input,
    });
    expect(answer.errors).toBeUndefined();
    return (answer.data ?? {})[field] as Record<string, unknown>;
  };
  const account = { email: 'hopper@example.com', password: 'correct horse' };

  it('is opened, entered, kept open and refused with types that say so', async () => {
    const joined = await mutate('signUp', 'SignUpInput', { ...account, name: 'Grace H.' });
    const customer = { id: expect.any(String), email: account.email, name: 'Grace H.', loyalty: { available: 0 } };
    expect(joined).toMatchObject({ __typename: 'Session', customer, expiresAt: expect.stringMatching(/Z$/) });
    expect(await mutate('signUp', 'SignUpInput', account)).toMatchObject({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN' });
    expect(await mutate('signUp', 'SignUpInput', { ...account, email: 'x' })).toMatchObject({ code: 'INVALID_INPUT', path: ['email'] });

    const entered = await mutate('signIn', 'SignInInput', account);
    expect(entered).toMatchObject({ __typename: 'Session', customer });
    const wrong = { ...account, password: 'wrong horse' };
    expect(await mutate('signIn', 'SignInInput', wrong)).toMatchObject({ __typename: 'InvalidCredentials', code: 'INVALID_CREDENTIALS' });

    const { refreshToken } = entered;
    expect(await mutate('refreshSession', 'RefreshSessionInput', { refreshToken })).toMatchObject({ __typename: 'Session', customer });
    expect(await mutate('refreshSession', 'RefreshSessionInput', { refreshToken })).toMatchObject({ __typename: 'Session', customer });
    const unknown = await mutate('refreshSession', 'RefreshSessionInput', { refreshToken: 'x'.repeat(43) });
    expect(unknown).toMatchObject({ __typename: 'InvalidCredentials', message: expect.stringContaining('sign in again') });
    expect(await mutate('refreshSession', 'RefreshSessionInput', {})).toMatchObject({ code: 'INVALID_INPUT', path: ['refreshToken'] });
  });

  it.each(['\0', '\ud800'])('takes no text that cannot be kept: %j', async (bad) => {
    const refused = { __typename: 'InvalidInput', code: 'INVALID_INPUT' };
    for (const field of ['email', 'password', 'name'])
      expect(await mutate('signUp', 'SignUpInput', { ...account, [field]: `a${bad}@example.com` })).toMatchObject({
        ...refused,
        path: [field],
      });
    for (const field of ['email', 'password'])
      expect(await mutate('signIn', 'SignInInput', { ...account, [field]: `a${bad}@example.com` })).toMatchObject({
        ...refused,
        path: [field],
      });
    expect(await mutate('refreshSession', 'RefreshSessionInput', { refreshToken: bad })).toMatchObject({
      __typename: 'InvalidCredentials',
    });
  });

  it('is closed to guessing', async () => {
    for (let guess = 0; guess < 10; guess += 1) await mutate('signIn', 'SignInInput', { email: 'target@example.com', password: 'a guess' });
    const refused = await mutate('signIn', 'SignInInput', { email: 'target@example.com', password: 'a guess' });
    expect(refused).toMatchObject({ __typename: 'TooManyAttempts', code: 'TOO_MANY_ATTEMPTS', message: expect.stringContaining('15 min') });
  });

  it('is tried twice in a request, and no more passwords are looked at', async () => {
    const given = '(input: { email: "many@example.com", password: "guessed it" }) { __typename ... on TooManyAttempts { retryAfterMs } }';
    const fields = Array.from({ length: 10 }, (_, index) => `a${index}: signIn${given}`).join(' ');
    const { data, errors } = await room.ask(`mutation { up: signUp${given.replace('many@', 'new@')} ${fields} }`);
    expect(errors).toBeUndefined();
    const kinds = Object.values(data ?? {}).map((result) => Object.values(Object(result)));
    expect(kinds).toEqual([['Session'], ['InvalidCredentials'], ...Array(9).fill(['TooManyAttempts', 1_000])]);
  });

  it('is left', async () => {
    const signOut = `mutation ($token: String!) { signOut(input: { refreshToken: $token }) { __typename ... on SignedOut { signedOut } } }`;
    expect((await room.ask(signOut, { token: 'whatever' })).data).toEqual({ signOut: { __typename: 'SignedOut', signedOut: true } });
  });
});

describe('addresses', () => {
  const oak = { line1: ' 12 Oak Ave ', line2: '', city: 'Albany', region: 'NY', postalCode: '12207', country: 'us' };
  const add = (input: Record<string, unknown>, caller = adaAsks) =>
    room.ask(
      `mutation ($input: AddAddressInput!) { addAddress(input: $input) { __typename ... on AddressAdded {
        address { id line1 line2 country } customer { id addresses { city } } } ${problem} } }`,
      { input },
      caller,
    );
  const remove = (id: string, caller = adaAsks) =>
    room.ask(
      `mutation ($id: ID!) { removeAddress(input: { id: $id }) { __typename ... on AddressRemoved { customer { addresses { city } } }
        ... on Problem { code } } }`,
      { id },
      caller,
    );

  it('are added tidied up, seen in order, and removed by their owner only', async () => {
    const added = (await add(oak)).data?.['addAddress'] as { address: { id: string } };
    expect(added).toMatchObject({
      __typename: 'AddressAdded',
      address: { line1: '12 Oak Ave', line2: null, country: 'US' },
      customer: { id: ada, addresses: [{ city: 'Albany' }] },
    });
    await add({ ...oak, city: 'Boston' });
    for (const [id, caller] of [
      [added.address.id, graceAsks],
      [uuidv7(), adaAsks],
      ['x', adaAsks],
    ] as const)
      expect((await remove(id, caller)).data).toEqual({ removeAddress: { __typename: 'NotFound', code: 'NOT_FOUND' } });
    expect((await remove(added.address.id)).data).toEqual({
      removeAddress: { __typename: 'AddressRemoved', customer: { addresses: [{ city: 'Boston' }] } },
    });
  });

  it('are refused field by field', async () => {
    for (const [field, value] of Object.entries({
      line1: ' ',
      city: '',
      postalCode: 'x'.repeat(21),
      region: 'ZZ',
      country: 'Utopia',
      name: 'x'.repeat(201),
    }))
      expect((await add({ ...oak, [field]: value })).data).toMatchObject({ addAddress: { __typename: 'InvalidInput', path: [field] } });
  });

  it('are at most fifty, also when they come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 60 }, (_, index) => add({ ...oak, line1: `${index} Oak Ave` }, graceAsks)));
    const names = outcomes.map(({ data }) => String((data?.['addAddress'] as Record<string, unknown> | undefined)?.['__typename']));
    expect(names.filter((name) => name === 'AddressAdded')).toHaveLength(50);
  });

  it('are for customers', async () => {
    const guest = { kind: 'guest' } as unknown as typeof adaAsks;
    expect(codesOf(await add(oak, guest))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await remove('x', guest))).toEqual(['UNAUTHENTICATED']);
    expect(codesOf(await add(oak, staff))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('the commands of other rooms', () => {
  const lifecycle = `mutation ($hold: [CustomersHoldPointsInput!]!, $commit: [CustomersCommitPointsInput!]!, $placements: [CustomersPlacementInput!]!) {
    holdPoints(input: $hold) { placementId state refusal available }
    commitPoints(input: $commit) { placementId state }
    releasePoints(input: $placements) { placementId state }
    reversePoints(input: $placements) { placementId state } }`;
  const placementId = uuidv7();
  const variables = {
    hold: [{ placementId, customerId: ada, points: 0 }],
    commit: [{ placementId, pointsToEarn: 5 }],
    placements: [{ placementId }],
  };

  it('reach the same functions over GraphQL', async () => {
    expect((await room.ask(lifecycle, variables, orders)).data).toEqual({
      holdPoints: [{ placementId, state: 'HELD', refusal: null, available: 0 }],
      commitPoints: [{ placementId, state: 'COMMITTED' }],
      releasePoints: [{ placementId, state: 'COMMITTED' }],
      reversePoints: [{ placementId, state: 'REVERSED' }],
    });
  });

  it('are closed to everybody else, staff included', async () => {
    expect(codesOf(await room.ask(lifecycle, variables, staff))).toEqual(Array<string>(4).fill('FORBIDDEN'));
  });
});

describe('whoever signs in', () => {
  const account = { email: 'curie@example.com', password: 'correct horse' };
  const signUp = 'signUp(input: $account) { __typename ... on Session { accessToken customer { id } } }';
  const home =
    'addAddress(input: { line1: "1 Market St", city: "Oakland", region: "CA", postalCode: "94607", country: "US" }) { __typename }';

  it('adds an address in the same request, and the gateway is told who goes on', async () => {
    const { data, errors, extensions } = await room.ask(`mutation ($account: SignUpInput!) { ${signUp} ${home} }`, { account });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ addAddress: { __typename: 'AddressAdded' } });
    expect(data).toMatchObject({ signUp: extensions?.session });
    expect(extensions?.session?.accessToken).toMatch(/^ey/);
  });

  it('and then out is a guest for the rest of the request', async () => {
    const query = `mutation { signOut(input: { refreshToken: "nobody" }) { __typename } ${home} }`;
    const { data, errors, extensions } = await room.ask(query, {}, adaAsks);
    expect(data).toEqual({ signOut: { __typename: 'SignedOut' }, addAddress: null });
    expect(errors).toMatchObject([{ path: ['addAddress'], extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(extensions).toEqual({ session: { accessToken: null } });
  });

  it('in vain stays who asked, and nobody is told otherwise', async () => {
    const query = `mutation ($account: SignInInput!) { signIn(input: $account) { __typename } ${home} }`;
    const { data, extensions } = await room.ask(query, { account: { ...account, password: 'wrong horse' } }, adaAsks);
    expect(data).toEqual({ signIn: { __typename: 'InvalidCredentials' }, addAddress: { __typename: 'AddressAdded' } });
    expect(extensions).toBeUndefined();
  });
});
