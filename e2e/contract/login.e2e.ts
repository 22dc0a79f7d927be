import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshKey } from '../placing/buy.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { placeOrder, purchase } from '../support/place-order.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

interface Entered {
  refreshToken: string;
  customer: {
    orders: { totalCount: number } | null;
    cart: { id: string; lines: { sku: string }[] } | null;
    loyalty: { available: number };
  };
}

const session = `... on Session { refreshToken
  customer { orders { totalCount edges { node { number lines { titleAtPurchase } payments { status } } } } cart { id lines { sku } }
    loyalty { available entries { edges { node { order { number } } } } } } }`;
const ada = '{ email: "ada@example.com", password: "cartograph-demo" }';

test('a login page is one request: orders, cart and points of whoever has just signed in', async () => {
  const token = await shop.tokenOf('ada');
  await placeOrder(shop.url(), purchase(freshKey(), [{ sku: 'MUG-CLASSIC', quantity: 1 }]), { token });
  await shop.askFor('mutation { addToCart(input: { sku: "TEA-DARJEELING" }) { __typename } }', {}, token);
  const { me } = await shop.askFor<{ me: Entered['customer'] }>('{ me { orders { totalCount } cart { id lines { sku } } } }', {}, token);

  const { signIn } = await shop.askFor<{ signIn: Entered }>(`mutation { signIn(input: ${ada}) { ${session} } }`);
  expect(signIn.customer).toMatchObject(me);
  expect(me.orders?.totalCount).toBeGreaterThan(0);
  expect(me.cart?.lines).toContainEqual({ sku: 'TEA-DARJEELING' });

  // Refreshing says as much, and says it twice where two tabs ask at once.
  const refresh =
    'mutation Refresh($refreshToken: String) { refreshSession(input: { refreshToken: $refreshToken }) { __typename SESSION } }';
  const both = await Promise.all(
    [1, 2].map(() => shop.askFor<{ refreshSession: Entered }>(refresh.replace('SESSION', session), { refreshToken: signIn.refreshToken })),
  );
  for (const { refreshSession } of both) expect(refreshSession.customer).toMatchObject(me);
  expect(both[0]?.refreshSession.refreshToken).toBe(both[1]?.refreshSession.refreshToken);
});

test('whoever has just signed up has no orders and no cart, and is told so without an error', async () => {
  const input = { email: 'hopper@example.com', password: 'correct horse', name: 'Grace H.' };
  const { data, errors } = await shop.ask<{ signUp: Entered }>(
    `mutation Up($input: SignUpInput!) { signUp(input: $input) { ${session} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data?.signUp.customer).toMatchObject({ orders: { totalCount: 0 }, cart: null, loyalty: { available: 0 } });
});

test('whoever signs in as somebody else in the same request fills that one’s cart', async () => {
  const grace = await shop.tokenOf('grace');
  const cartOf = async (token?: string, query = '{ me { cart { lines { sku } } } }') =>
    (await shop.askFor<{ me: { cart: { lines: { sku: string }[] } | null } }>(query, {}, token)).me.cart?.lines.map(({ sku }) => sku) ?? [];
  const before = await cartOf(grace);
  await shop.askFor(`mutation { signIn(input: ${ada}) { __typename } addToCart(input: { sku: "LAMP-BRASS" }) { __typename } }`, {}, grace);
  expect(await cartOf(grace)).toEqual(before);
  expect(await cartOf(await shop.tokenOf('ada'))).toContain('LAMP-BRASS');
});

test('after a sign-out the rest of the request is a guest’s', async () => {
  const { data, errors } = await shop.ask<{ signOut: unknown; addToCart: { cart: { id: string } } }>(
    'mutation { signOut(input: { everywhere: true }) { __typename } addToCart(input: { sku: "MUG-CLASSIC" }) { ... on CartUpdated { cart { id } } } }',
    {},
    await shop.tokenOf('grace'),
  );
  expect(errors).toBeUndefined();
  expect(data?.signOut).toEqual({ __typename: 'SignedOut' });
  const id = data?.addToCart.cart.id;
  expect((await shop.askFor<{ cart: unknown }>('query Cart($id: ID!) { cart(id: $id) { id } }', { id })).cart).toEqual({ id });
});
