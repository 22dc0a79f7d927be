import { order, problem } from './money-and-goods.ts';
import type { Say } from './say.ts';

const address = 'id line1 line2 city region postalCode country name company phone isDefaultShipping isDefaultBilling';
const customer = `id email name phone locale emailVerified marketingConsent version createdAt addresses { ${address} } loyalty { id available pending reserved debt tier nextTier pointsToNextTier
    entries(first: 100) { edges { cursor node { id kind points pendingPoints reason occurredAt order { id } } } pageInfo { hasNextPage } totalCount } }
  orders(first: 2) { edges { cursor node { ${order} } } pageInfo { endCursor } totalCount } cart { id }`;
const session = `... on Session { accessToken refreshToken expiresAt customer { id email } cart { id } cartNotices { code } } ${problem}`;

interface Session {
  accessToken: string;
  refreshToken: string;
}

/** Accounts and sessions: gives the token of somebody who has just signed up. */
export async function signUpAndIn(say: Say): Promise<string> {
  const signUp = (input: Record<string, unknown>) =>
    say<{ signUp: Session }>(`mutation Up($input: SignUpInput!) { signUp(input: $input) { ${session} } }`, { input });
  const input = { email: 'new@example.com', password: 'long enough a password', name: 'New' };
  const add = 'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { ... on CartUpdated { cart { id } } } }';
  const { addToCart } = await say<{ addToCart: { cart: { id: string } } }>(add, { input: { sku: 'MUG-CLASSIC' } });
  await signUp({ ...input, cartId: addToCart.cart.id });
  await signUp(input);
  await signUp({ ...input, email: 'nonsense' });
  const signIn = (email: string, password: string) =>
    say<{ signIn: Session }>(
      `mutation In($input: SignInInput!) { signIn(input: $input) { ${session} ... on TooManyAttempts { retryAfterMs } } }`,
      {
        input: { email, password },
      },
    );
  for (let attempt = 0; attempt < 11; attempt += 1) await signIn('nobody@example.com', 'wrong');
  const { refreshToken } = (await signIn(input.email, input.password)).signIn;
  const refresh = `mutation Refresh($input: RefreshSessionInput!) { refreshSession(input: $input) { ${session} } }`;
  const { refreshSession } = await say<{ refreshSession: Session }>(refresh, { input: { refreshToken } });
  await say('mutation Out($input: SignOutInput!) { signOut(input: $input) { ... on SignedOut { signedOut } } }', {
    input: { refreshToken },
  });

  const token = refreshSession.accessToken;
  const { addAddress } = await say<{ addAddress: { address: { id: string } } }>(
    `mutation Add($input: AddAddressInput!) { addAddress(input: $input) { ... on AddressAdded { address { ${address} } customer { id } } ${problem} } }`,
    {
      input: {
        name: 'New',
        line1: '1 Main St',
        line2: 'Door 2',
        city: 'Oakland',
        region: 'CA',
        postalCode: '94607',
        country: 'US',
        company: 'New Ltd',
        phone: '(510) 555-0123',
        isDefaultShipping: true,
      },
    },
    token,
  );
  await say(`{ me { addresses { ${address} } } }`, {}, token);
  await say(
    `mutation Mend($input: UpdateAddressInput!) { updateAddress(input: $input) { ... on AddressUpdated { address { ${address} } customer { id } } ${problem} } }`,
    { input: { id: addAddress.address.id, line2: 'Door 3', isDefaultBilling: true } },
    token,
  );
  const profile = { name: 'Newer', phone: '+1 510 555 0123', locale: 'en-us', marketingConsent: true };
  await say(
    `mutation Me($input: UpdateProfileInput!) { updateProfile(input: $input) { ... on ProfileUpdated { customer { id phone locale } } ${problem} } }`,
    { input: profile },
    token,
  );
  const remove =
    'mutation Remove($input: RemoveAddressInput!) { removeAddress(input: $input) { ... on AddressRemoved { customer { id } } ... on NotFound { code message } } }';
  for (let turn = 0; turn < 2; turn += 1) await say(remove, { input: { id: addAddress.address.id } }, token);
  return token;
}

/** What one reads of oneself, and what staff read of others. */
export async function readPeople(say: Say, token: string, staff: string): Promise<void> {
  const { me } = await say<{ me: { id: string } }>(`{ me { ${customer} } }`, {}, token);
  await say(`query Other($id: ID!) { customer(id: $id) { ${customer} } }`, { id: me.id }, staff);
}
