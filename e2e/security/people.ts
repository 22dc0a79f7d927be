import { uuidv7 } from '@cartograph/kit/ids';
import { buy, buyAsGuest, orderOf } from '../placing/buy.ts';
import { openCart } from '../placing/carts.ts';
import { readOrder, readSettled } from '../placing/read-back.ts';
import type { DemoShop } from '../support/demo-shop.ts';
import { cancelOrder } from '../support/place-order.ts';
import { until } from '../support/until.ts';

/** What arguments may name: something of somebody's, or what anybody may say. */
export type Thing =
  | 'customer'
  | 'address'
  | 'cart'
  | 'order'
  | 'orderNumber'
  | 'refundedOrder'
  | 'waiting'
  | 'draft'
  | 'draftSlug'
  | 'draftSku'
  | 'draftSkus'
  | 'draftCollection'
  | 'draftCollectionSlug'
  | 'sku'
  | 'coupon'
  | 'card'
  | 'somewhere'
  | 'callersEmail';

export type Things = Partial<Readonly<Record<Thing, unknown>>>;

export interface Person {
  name: string;
  /** Of a customer. */
  token?: string;
  /** Of a guest: each opens one thing. */
  accessTokens?: Partial<Readonly<Record<Thing, string>>>;
  things: Things;
  /** What nobody else may read anywhere. */
  marks: string[];
}

export const somewhere = { line1: '9 Elsewhere Rd', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' };

/** What anybody may say. */
export const common: Things = { sku: 'MUG-CLASSIC', coupon: 'WELCOME10', card: { token: 'tok_ok' }, somewhere };

/** The same kinds of things, none of which ever was. */
export function nowhere(): Things {
  const [customer, address, cart, order, waiting, draft, draftCollection] = Array.from({ length: 7 }, () => uuidv7());
  const products = { draft, draftSlug: 'hushed-bench', draftSku: 'BENCH-HUSHED', draftSkus: ['BENCH-HUSHED'] };
  const collections = { draftCollection, draftCollectionSlug: 'hushed-spring' };
  return { customer, address, cart, order, orderNumber: 'CG-2ZZZZZZ', refundedOrder: uuidv7(), waiting, ...products, ...collections };
}

const addressOf = (name: string) => ({
  name: `${name} Marks`,
  line1: `17 ${name} Street`,
  city: 'Oakland',
  region: 'CA',
  postalCode: '94607',
  country: 'US',
});

/** Somebody with an account, an address, a cart with a coupon, an order, one that was cancelled and refunded, and one that waits at the bank. */
export async function makeCustomer(shop: DemoShop, name: string, called = `${name} Marks`): Promise<Person> {
  const email = `${name.toLowerCase()}@marks.example`;
  const { signUp } = await shop.askFor<{ signUp: { accessToken: string; refreshToken: string; customer: { id: string } } }>(
    'mutation Up($input: SignUpInput!) { signUp(input: $input) { ... on Session { accessToken refreshToken customer { id } } } }',
    { input: { email, password: 'correct horse battery', name: called } },
  );
  const token = signUp.accessToken;
  const add = 'mutation Add($input: AddAddressInput!) { addAddress(input: $input) { ... on AddressAdded { address { id } } } }';
  const { addAddress } = await shop.askFor<{ addAddress: { address: { id: string } } }>(add, { input: addressOf(name) }, token);
  const orders = await buyThree(shop, { shippingAddress: addressOf(name) }, name, token);
  const cart = await openCart(shop, 'MUG-CLASSIC', { quantity: 2 }, token);
  const put = 'mutation Put($input: ApplyCouponInput!) { applyCoupon(input: $input) { __typename } }';
  await shop.askFor(put, { input: { cartId: cart.id, couponCode: 'WELCOME10' } }, token);
  const things = { ...common, ...orders.things, customer: signUp.customer.id, address: addAddress.address.id, cart: cart.id };
  const marks = [
    email,
    `${name} Marks`,
    `17 ${name} Street`,
    signUp.customer.id,
    addAddress.address.id,
    cart.id,
    signUp.refreshToken,
    token,
  ];
  return { name, token, things, marks: [...marks, ...orders.marks] };
}

/** Somebody without one, who has the token of their order. */
export async function makeGuest(shop: DemoShop, name: string): Promise<Person> {
  const email = `${name.toLowerCase()}@marks.example`;
  const { things, marks, accessTokens } = await buyThree(shop, { email, shippingAddress: addressOf(name) }, name);
  const own = [email, `${name} Marks`, `17 ${name} Street`, ...marks, ...Object.values(accessTokens)];
  return { name, accessTokens, things: { ...common, ...things }, marks: own };
}

async function buyThree(shop: DemoShop, wish: Record<string, unknown>, name: string, token?: string) {
  const place = (more: Record<string, unknown>) =>
    token === undefined ? buyAsGuest(shop, { ...wish, ...more }) : buy(shop, { ...wish, ...more }, token);
  const placed = await place(token === undefined ? {} : { couponCodes: ['WELCOME10'] });
  const { id: order, number: orderNumber } = orderOf(placed);
  const second = await place({});
  const refundedOrder = orderOf(second).id;
  const asked = await place({ payment: 'tok_challenge' });
  const waiting = asked.placement?.id;
  if (waiting === undefined) throw new Error(`${name} is not asked by the bank`);
  const [first = '', other = '', third = ''] = [placed, second, asked].map(({ accessToken }) => accessToken ?? '');
  await readSettled(shop, order, { token, accessToken: first });
  const cancelling = { orderId: refundedOrder, idempotencyKey: `${name} changed their mind`, accessToken: other };
  await cancelOrder(shop.url(), cancelling, { token });
  await until(
    () => readOrder(shop, refundedOrder, { token, accessToken: other }),
    (found) => found?.paymentStatus === 'REFUNDED',
  );
  const accessTokens = { order: first, orderNumber: first, refundedOrder: other, waiting: third };
  return { accessTokens, things: { order, orderNumber, refundedOrder, waiting }, marks: [order, orderNumber, refundedOrder, waiting] };
}
