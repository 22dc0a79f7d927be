import { examine } from '@cartograph/stack/doctor/examine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshKey } from '../placing/buy.ts';
import { readRows } from '../placing/read-rows.ts';
import { type DemoShop, example, openDemoShop } from '../support/demo-shop.ts';
import { purchase } from '../support/place-order.ts';
import { until } from '../support/until.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

const storefront = (name: string): string => example(`storefront/${name}`);
const email = 'wanda@example.com';
const home = { name: 'Wanda Wayfarer', line1: '77 Wayfarer Way', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };
let token = '';
let customerId = '';

const place = `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { id number shippingAddress { line1 } } accessToken } ... on OrderRejected { problems { code message } } } }`;
interface Placed {
  placeOrder: { order: { id: string; number: string; shippingAddress: { line1: string } }; accessToken: string | null };
}
interface History {
  me: { orders: { totalCount: number; edges: { node: { number: string } }[] } };
}
const history = async (search: string | null = null) =>
  (await shop.askFor<History>(storefront('order-history'), { search, first: 10 }, token)).me.orders;

test('a customer signs up, keeps an address, orders to it, and finds the order in the history', async () => {
  const { signUp } = await shop.askFor<{ signUp: { accessToken: string; customer: { id: string } } }>(storefront('sign-up'), {
    input: { email, password: 'correct horse battery', name: 'Wanda', locale: 'en-us' },
  });
  [token, customerId] = [signUp.accessToken, signUp.customer.id];
  await shop.askFor(storefront('update-profile'), { input: { phone: '+1 510 555 0177', marketingConsent: true } }, token);
  const { addAddress } = await shop.askFor<{ addAddress: { address: { id: string } } }>(storefront('add-address'), { input: home }, token);
  const { addToCart } = await shop.askFor<{ addToCart: { cart: { id: string; quote: { total: { amount: string } } } } }>(
    `mutation Add($input: AddToCartInput!) { addToCart(input: $input) { ... on CartUpdated { cart { id quote { total { amount } } } } } }`,
    { input: { sku: 'MUG-CLASSIC', quantity: 2 } },
    token,
  );
  expect(addToCart.cart.quote.total.amount).toMatch(/^\d+\.\d\d$/);
  const input = {
    idempotencyKey: freshKey(),
    cartId: addToCart.cart.id,
    payment: { token: 'tok_ok' },
    shippingAddressId: addAddress.address.id,
  };
  const { placeOrder } = await shop.askFor<Placed>(place, { input }, token);
  expect(placeOrder.order.shippingAddress.line1).toBe(home.line1);
  expect((await history('mug')).edges.map(({ node }) => node.number)).toEqual([placeOrder.order.number]);
});

test('an order that was placed as a guest before is claimed, and its points are booked once', async () => {
  const guest = { ...purchase(freshKey(), [{ sku: 'TEA-DARJEELING', quantity: 3 }]), email, shippingAddress: home };
  const { placeOrder } = await shop.askFor<Placed>(place, { input: guest });
  const claim = () =>
    shop.askFor<{ claimOrders: { __typename: string } }>(
      storefront('claim-order'),
      { input: { number: placeOrder.order.number, accessToken: placeOrder.accessToken } },
      token,
    );
  expect((await claim()).claimOrders.__typename).toBe('OrdersClaimed');
  expect((await claim()).claimOrders.__typename).toBe('OrdersClaimed');
  expect((await history()).totalCount).toBe(2);
  const entries = () =>
    readRows<{ kind: string }>(shop, 'customers', 'select kind from loyalty_entries where placement_id = $1', [placeOrder.order.id]);
  expect(await until(entries, (rows) => rows.length > 0)).toEqual([{ kind: 'ACCRUAL_PENDING' }]);
});

interface Requests {
  me: { personalDataRequests: { status: string; downloadUrl: string | null; roomsLeft: string[] }[] };
}

test('all that the shop keeps of a customer is theirs to read, by an address that is signed', async () => {
  await shop.askFor(storefront('request-personal-data'), { input: { kind: 'EXPORT' } }, token);
  const read = async () => (await shop.askFor<Requests>(storefront('personal-data'), {}, token)).me.personalDataRequests[0];
  const request = await until(read, (found) => found?.status === 'DONE');
  expect(request?.roomsLeft).toEqual([]);
  const response = await fetch(request?.downloadUrl ?? '');
  expect(response.headers.get('content-disposition')).toContain('attachment');
  const file = (await response.json()) as Record<string, unknown>;
  expect(file).toMatchObject({ customers: { account: { email } }, orders: { orders: [{}, {}] }, pricing: {}, reviews: {} });
  expect((await fetch((request?.downloadUrl ?? '').replace('signature=', 'signature=x'))).status).toBe(403);
});

test('nobody is forgotten while an order is open; afterwards nothing in any room says who they were, and the books agree', async () => {
  const erase = () =>
    shop.askFor<{ requestPersonalData: { __typename: string; message?: string; request?: { status: string } } }>(
      storefront('request-personal-data'),
      { input: { kind: 'ERASURE' } },
      token,
    );
  const refused = (await erase()).requestPersonalData;
  expect(refused).toMatchObject({ __typename: 'InvalidInput', message: expect.stringContaining('C-') });
  const orders = await readRows<{ id: string }>(shop, 'orders', 'select id from orders where customer_id = $1', [customerId]);
  for (const { id } of orders)
    await shop.askFor(
      'mutation Cancel($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }',
      { input: { orderId: id, idempotencyKey: freshKey(), reason: 'Wanda changed her mind' } },
      token,
    );
  const open = () => readRows<{ n: number }>(shop, 'orders', `select count(*)::int as n from cancellations where state = 'pending'`);
  await until(open, ([row]) => row?.n === 0);
  expect((await erase()).requestPersonalData).toMatchObject({ __typename: 'PersonalDataRequested' });
  const status = () =>
    readRows<{ status: string }>(
      shop,
      'customers',
      `select status from personal_data_requests where customer_id = $1 and kind = 'ERASURE'`,
      [customerId],
    );
  await until(status, ([row]) => row?.status === 'DONE');
  const signIn = 'mutation In($input: SignInInput!) { signIn(input: $input) { __typename } }';
  expect(await shop.askFor(signIn, { input: { email, password: 'correct horse battery' } })).toMatchObject({
    signIn: { __typename: 'InvalidCredentials' },
  });
  for (const room of ['customers', 'orders', 'pricing', 'payments', 'inventory', 'products', 'reviews', 'exchange'] as const)
    expect({ room, found: await textsIn(room) }).toEqual({ room, found: [] });
  const { violations } = await examine(shop.stack().databases);
  expect(violations).toEqual([]);
});

/** Where anything in a room's database still has their address, name, street or telephone. */
async function textsIn(room: Parameters<typeof readRows>[1]): Promise<string[]> {
  const tables = await readRows<{ name: string }>(
    shop,
    room,
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await readRows<{ row: string }>(
      shop,
      room,
      `select t::text as row from "${name}" t where t::text ~* 'wanda|wayfarer|5105550177'`,
    );
    found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 200)}`));
  }
  return found;
}
