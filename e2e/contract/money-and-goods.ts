import { freshKey, oakland, purchaseOf } from '../placing/buy.ts';
import { example } from '../support/demo-shop.ts';
import type { Say } from './say.ts';

const money = '{ amount currencyCode }';
const pageInfo = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const variant = `id sku title product { id slug title description status categories { id slug name } variants { id } }
  availability { available onHand reserved status } price(quantity: 10) { unit ${money} list ${money} total ${money} }`;
const totals = ['subtotal', 'discount', 'shipping', 'tax', 'includedTax', 'total'].map((name) => `${name} ${money}`).join(' ');
const address = 'line1 line2 city region postalCode country name company phone';

export const order = `id number placedAt email status paymentStatus fulfillmentStatus customer { id }
  shippingAddress { ${address} } billingAddress { ${address} } totals { ${totals} } timeline { id type occurredAt } canCancel canReturn
  discounts { kind code label amount ${money} } pointsRedeemed pointsEarned
  taxes { label country region percent included taxable ${money} tax ${money} }
  lines { id skuAtPurchase titleAtPurchase quantity unitPrice ${money} total ${money} variant { sku }
    listPrice ${money} discount ${money} tax ${money} includedTax ${money} }
  payments { id status createdAt declineCode authorized ${money} captured ${money} refunded ${money}
    attempts { number verb outcome label occurredAt latencyMs } }
  allocations { sku location { id code name priority active } quantity state } loyaltyEntries { id kind points pendingPoints reason occurredAt order { id } }`;

export const problem = '... on Problem { code message } ... on InvalidInput { path fields { path message allowed } }';

/** What anybody may read: shelves, prices, baskets. */
export async function browse(say: Say): Promise<void> {
  await say('{ countries { code name postalCode postalCodeExample regionUse regions { code name } } }');
  await say(`{ categories { id slug name } product(slug: "brass-table-lamp") { id } productVariant(sku: "MUG-CLASSIC") { ${variant} }
    productVariants(skus: ["TEA-DARJEELING", "NOT-THERE"]) { ${variant} }
    products(first: 2) { edges { cursor node { id variants { ${variant} } } } ${pageInfo} totalCount
      facets { kind name label values { value label count selected } } priceRange { min { amount } max { amount } onSale } didYouMean } }`);
  await say('{ searchSuggestions(text: "te") { text kind product { id } category { id } } }');
  await say('{ products(search: "teapto") { didYouMean } }');
  await say('{ products(first: 1, orderBy: PRICE_ASC) { edges { node { inStock priceRange(currencyCode: EUR) { onSale } } } } }');
  const { products } = await say<{ products: { edges: { node: { id: string } }[] } }>('{ products(first: 1) { edges { node { id } } } }');
  await say('query One($id: ID) { product(id: $id) { id } }', { id: products.edges[0]?.node.id });
  // Taxed by the country as food, and by the state.
  const lines = [
    { sku: 'TEA-DARJEELING', quantity: 12 },
    { sku: 'MUG-CLASSIC', quantity: 1 },
  ];
  await say(
    `query Basket($input: QuoteInput!) { quote(input: $input) { ${totals} pointsToEarn pointsRedeemed
      lines { sku quantity list ${money} unit ${money} total ${money} discount ${money} tax ${money} includedTax ${money} }
      rejectedCoupons { code message coupon reason } discounts { kind code label amount ${money} }
      taxes { label country region percent included taxable ${money} tax ${money} } trace { rule label before ${money} after ${money} } } }`,
    { input: { lines, destination: { country: 'US', region: 'CA' }, couponCodes: ['NO-SUCH-CODE', 'TAKE5'] } },
  );
}

const cartFields = `id version currencyCode couponCodes itemCount lines { id sku title quantity variant { sku } problem { code message available } }
  quote(destination: { country: "US", region: "CA" }) { ${totals} } stockProblems { sku requested available }`;
const cartResult = `{ ... on CartUpdated { cart { ${cartFields} } notices { code message sku coupon } } ... on CartConflict { conflicting: cart { id } }
  ... on ItemUnavailable { sku } ${problem} }`;

/** A cart in all its states; it stays open. */
export async function fillCart(say: Say, token: string): Promise<void> {
  const change = async (name: string, input: Record<string, unknown>) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const data = await say<Record<string, { cart: { id: string } }>>(
      `mutation Change($input: ${type}!) { ${name}(input: $input) ${cartResult} }`,
      { input },
      token,
    );
    return data[name]?.cart.id ?? '';
  };
  const cartId = await change('addToCart', { sku: 'MUG-CLASSIC', quantity: 3 });
  await change('addToCart', { cartId, sku: 'LAMP-BRASS', quantity: 2 });
  const refused = { cart: { id: '' } };
  for (const input of [
    { cartId, sku: 'NO-SUCH-SKU' },
    { cartId, sku: 'MUG-CLASSIC', expectedVersion: 99 },
    { sku: 'MUG-CLASSIC', quantity: 0 },
  ])
    await change('addToCart', input).catch(() => refused);
  await change('applyCoupon', { cartId, couponCode: 'WELCOME10' });
  await say(`query Cart($id: ID!) { cart(id: $id) { ${cartFields} } me { cart { id } } }`, { id: cartId }, token);
  await change('removeCoupon', { cartId, couponCode: 'WELCOME10' });
  await change('setCartLineQuantity', { cartId, sku: 'LAMP-BRASS', quantity: 0 });
  // A guest's comes into it that has more than there is room for.
  const add = 'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { ... on CartUpdated { cart { id } } } }';
  const { addToCart } = await say<{ addToCart: { cart: { id: string } } }>(add, { input: { sku: 'MUG-CLASSIC', quantity: 10_000 } });
  const codes = Array.from({ length: 11 }, (_, index) => `CODE${index}`);
  for (const couponCode of codes.slice(1)) await change('applyCoupon', { cartId, couponCode });
  const apply = 'mutation Apply($input: ApplyCouponInput!) { applyCoupon(input: $input) { __typename } }';
  await say(apply, { input: { cartId: addToCart.cart.id, couponCode: codes[0] } });
  await change('mergeCart', { cartId: addToCart.cart.id });
  for (const couponCode of codes) await change('removeCoupon', { cartId, couponCode });
  await change('setCartLineQuantity', { cartId, sku: 'MUG-CLASSIC', quantity: 3 });
}

const placed = `mutation Place($input: PlaceOrderInput!) { placeOrder(input: $input) {
  ... on OrderPlaced { replayed accessToken order { ${order} } placement { id status order { id } steps { name label state attempts } } }
  ... on OrderPending { pollAfterMs accessToken placement { id } }
  ... on PaymentActionRequired { redirectUrl expiresAt clientSecret accessToken placement { id } }
  ... on OrderRejected { retryable placement { id } problems { ${problem}
    ... on InsufficientStock { shortages { sku requested available } } ... on PaymentDeclined { declineCode }
    ... on PriceChanged { expected ${money} actual ${money} } ... on InsufficientPoints { requested available }
    ... on CouponRejected { coupon reason } ... on ItemUnavailable { sku }
    ... on TooManyHolds { retryAfterMs maxQuantity } ... on CartConflict { cart { id } } } } } }`;

export interface Placed {
  placeOrder: {
    __typename: string;
    order?: { id: string; number: string };
    placement?: { id: string } | null;
    accessToken?: string | null;
  };
}

export const place = (say: Say, wish: Record<string, unknown>, token?: string): Promise<Placed> =>
  say<Placed>(placed, { input: purchaseOf({ waitMs: 10_000, ...wish }) }, token);

/** What waits at the bank, with a cart and without, what is placed already, and what is not there. */
async function giveUp(say: Say): Promise<void> {
  const cancel = async (wish: Record<string, unknown>): Promise<void> => {
    const { placement, accessToken } = (await place(say, { email: 'linus@example.com', ...wish })).placeOrder;
    await say(
      `mutation GiveUp($input: CancelPlacementInput!) { cancelPlacement(input: $input) {
        ... on PlacementCancelled { placement { id result { ... on OrderRejected { retryable } } } cart { id } }
        ... on CannotCancelPlacement { code message placement { id } } ${problem} } }`,
      { input: { placementId: placement?.id ?? 'nothing', accessToken } },
    );
  };
  const { addToCart } = await say<{ addToCart: { cart: { id: string } } }>(example('07-add-to-cart'), { input: { sku: 'MUG-CLASSIC' } });
  await cancel({ payment: 'tok_challenge', cartId: addToCart.cart.id });
  await cancel({ payment: 'tok_ok' });
  await cancel({ lines: [] });
}

/** Every answer that placing an order has, one after the other. */
export async function placeInEveryWay(say: Say, token: string): Promise<void> {
  const guest = { email: 'linus@example.com' };
  const key = freshKey();
  const reachable = { company: 'Torvalds Ltd', phone: '(510) 555-0123' };
  await place(say, {
    ...guest,
    idempotencyKey: key,
    shippingAddress: { ...oakland, name: 'Linus', line2: 'Door 2', ...reachable },
    billingAddress: oakland,
  });
  await place(say, { ...guest, idempotencyKey: key, lines: [{ sku: 'MUG-CLASSIC', quantity: 7 }] });
  await place(say, { ...guest, waitMs: 0, payment: 'tok_timeout' });
  await place(say, { ...guest, payment: 'tok_challenge' });
  await giveUp(say);
  for (let count = 0; count < 3; count += 1) await place(say, { ...guest, payment: 'tok_challenge' });
  await place(say, { ...guest, lines: [{ sku: 'MUG-CLASSIC', quantity: 501 }] });
  await place(say, { ...guest, payment: 'tok_declined' });
  await place(say, { ...guest, lines: [{ sku: 'CHAIR-OAK', quantity: 1 }] });
  await place(say, { ...guest, lines: [{ sku: 'NO-SUCH-SKU', quantity: 1 }] });
  await place(say, { ...guest, lines: [], shippingAddress: { ...oakland, region: 'Bavaria' } });
  await place(say, { ...guest, expectedTotal: { amount: '1.00', currencyCode: 'USD' } });
  await place(say, { ...guest, couponCodes: ['SUMMER20'] });
  await place(say, { ...guest, cartId: '0198c0de-0000-7000-8000-000000000009' });
  const { addToCart } = await say<{ addToCart: { cart: { id: string } } }>(example('07-add-to-cart'), { input: { sku: 'MUG-CLASSIC' } });
  await place(say, { ...guest, cartId: addToCart.cart.id, cartVersion: 99 });
  await place(say, { lines: [{ sku: 'DESK-STANDING', quantity: 1 }], redeemPoints: 1_000_000 }, token);
}
