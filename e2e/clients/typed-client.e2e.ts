import {
  AddToCartDocument,
  CartDocument,
  CheckoutDocument,
  createShopClient,
  freshKey,
  MenuDocument,
  OrderDocument,
  PlaceOrderDocument,
  ProductPageDocument,
  problemOf,
  SetCartLineQuantityDocument,
  ShopDocument,
  SignInDocument,
} from '@cartograph/apollo';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRows } from '../placing/read-rows.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const open = (token?: string) => {
  const session = token === undefined ? undefined : { accessToken: () => token, refresh: () => Promise.resolve(false) };
  return createShopClient({ uri: `${shop.url()}/graphql`, ...(session ? { session } : {}) });
};
const address = { line1: '1 Main St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };

async function reprice(sku: string, unit: string): Promise<void> {
  const staff = await shop.tokenOf('staff');
  const { productVariant } = await shop.askFor<{
    productVariant: { prices: { id: string; version: number; priceList: { code: string } }[] };
  }>('query ($sku: String) { productVariant(sku: $sku) { prices { id version priceList { code } } } }', { sku }, staff);
  const entry = productVariant.prices.find(({ priceList }) => priceList.code === 'default-usd');
  const price = { id: entry?.id, expectedVersion: entry?.version, priceListCode: 'default-usd', sku, breaks: [{ minQuantity: 1, unit }] };
  const set = 'mutation ($input: SetPricesInput!) { setPrices(input: $input) { ... on PricesSet { refused { problem { message } } } } }';
  expect(await shop.askFor(set, { input: { prices: [price] } }, staff)).toEqual({ setPrices: { refused: [] } });
}

test('a product page shows the stock and the price of now after an order, and nobody fetched it again', async () => {
  const client = open();
  const page = client.watchQuery({ query: ProductPageDocument, variables: { slug: 'classic-mug' } });
  const shown = () => {
    const edges = page.getCurrentResult().data?.product?.productVariants?.edges ?? [];
    const mug = edges.map(({ node }) => node).find((node) => node?.sku === 'MUG-CLASSIC');
    return { available: mug?.availability?.available, unit: mug?.price?.unit?.amount };
  };
  const watching = page.subscribe({});
  await expect.poll(shown).toMatchObject({ available: expect.any(Number) as number, unit: '12.50' });
  const { available = 0 } = shown();

  // Staff change the price while the page is open.
  await reprice('MUG-CLASSIC', '11.75');
  const { data } = await client.mutate({
    mutation: PlaceOrderDocument,
    variables: {
      input: {
        idempotencyKey: freshKey(),
        email: 'you@example.com',
        lines: [{ sku: 'MUG-CLASSIC', quantity: 3 }],
        shippingAddress: address,
        payment: { token: 'tok_ok' },
        waitMs: 20_000,
      },
    },
  });
  const placed = data?.placeOrder;
  if (placed?.__typename !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(placed)}`);
  expect(shown()).toEqual({ available: available - 3, unit: '11.75' });
  watching.unsubscribe();

  const { number } = placed.order;
  const found = await client.query({ query: OrderDocument, variables: { number, accessToken: placed.accessToken ?? null } });
  expect(found.data?.order).toMatchObject({ number, lines: [{ quantity: 3 }] });
  expect(await readRows(shop, 'orders', `select number from orders where number = '${number}'`)).toHaveLength(1);
});

test('a cart is filled, shown wherever it is watched, and its refusals are data', async () => {
  const client = open();
  const input = { sku: 'TEA-DARJEELING', quantity: 2, idempotencyKey: freshKey() };
  const { data } = await client.mutate({ mutation: AddToCartDocument, variables: { input } });
  const added = data?.addToCart;
  if (added?.__typename !== 'CartUpdated' || !added.cart) throw new Error('no cart');
  const { id } = added.cart;
  const watched = client.watchQuery({ query: CartDocument, variables: { id } });
  const watching = watched.subscribe({});
  await expect.poll(() => watched.getCurrentResult().data?.cart?.itemCount).toBe(2);
  const set = (quantity: number) =>
    client.mutate({ mutation: SetCartLineQuantityDocument, variables: { input: { cartId: id, sku: 'TEA-DARJEELING', quantity } } });
  await set(5);
  expect(watched.getCurrentResult().data?.cart?.itemCount).toBe(5);
  const refused = problemOf((await set(-1)).data?.setCartLineQuantity);
  expect(refused).toMatchObject({ __typename: 'InvalidInput', code: 'INVALID_INPUT' });
  watching.unsubscribe();

  const destination = { country: 'US', region: 'CA' };
  const checkout = await client.query({ query: CheckoutDocument, variables: { cartId: id, destination, country: 'US' } });
  expect(checkout.data?.cart?.quote?.total.amount).toMatch(/^\d+\.\d\d$/);
  expect(checkout.data?.cart?.shippingOptions?.length).toBeGreaterThan(0);
});

test('the shop, its menu and a session are typed answers', async () => {
  const client = open();
  expect((await client.query({ query: ShopDocument })).data?.shop?.currencies).toContain('USD');
  expect((await client.query({ query: MenuDocument })).data?.categories?.length).toBeGreaterThan(5);
  const signIn = async (password: string) =>
    (await client.mutate({ mutation: SignInDocument, variables: { input: { email: 'ada@example.com', password } } })).data?.signIn;
  expect(problemOf(await signIn('wrong'))).toMatchObject({ code: 'INVALID_CREDENTIALS' });
  expect(await signIn('cartograph-demo')).toMatchObject({ __typename: 'Session', customer: { email: 'ada@example.com' } });
});
