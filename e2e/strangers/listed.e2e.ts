import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { purchase } from '../support/place-order.ts';
import { assumedSizes, type Listed, listsIn, readable, selectedBy } from './lists-in.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop.close());

const orderLists = `lines { id } discounts { label } taxes { label } loyaltyEntries { id } timeline { type } allocations { sku }
  payments { id attempts { verb } }`;
const quoteLists = 'lines { sku } discounts { label } rejectedCoupons { coupon } taxes { label } trace { label }';
const cartLists = `id lines { sku } stockProblems { sku } shippingOptions(destination: { country: "US", region: "CA" }) { id } quote { ${quoteLists} }`;

const allOf = (field: string, node: string): string =>
  `query ($after: String) { page: ${field}(first: 50, after: $after) { edges { node { ${node} } } pageInfo { endCursor hasNextPage } } }`;

const reading: [account: string | undefined, query: string][] = [
  [
    'admin',
    `{ countries { code regions { code } } locations { id } paymentMethods { code } taxCategories customerGroups { code } collections { rules { values } }
       shop { currencies locales countries freeShippingFrom { amount } } shippingMethods { zones { countries regions rates { price { amount } } } }
       staffMembers { roles groups { code } } productTypes { attributes { values } } priceLists { customerGroupCodes }
       categories { slug children { slug } } }`,
  ],
  ['admin', '{ categories { ancestors { slug } } }'],
  [undefined, '{ searchSuggestions(text: "te") { text } }'],
  [undefined, '{ products(first: 5) { facets { values { value } } } }'],
  [
    'admin',
    allOf(
      'products',
      `tags rating { histogram } categories { slug } collections { slug } options { values { code } } attributes { values } translations { locale }
       variants { sku options { name } media { id } }`,
    ),
  ],
  ['admin', allOf('products', 'variants { prices { breaks { minQuantity } } stockLevels { sku } }')],
  ['admin', allOf('orders', orderLists)],
  ['admin', allOf('placementsNeedingAttention', 'steps { name }')],
  ['admin', allOf('auditLog', 'changes { field }')],
  ['admin', allOf('promotions', 'conditions { values } effect { amounts { amount } bundleSkus maximum { amount } }')],
  ['admin', allOf('jobs', 'refusals { path }')],
  ['admin', allOf('stockTransfers', 'lines { sku }')],
  [
    'ada',
    `{ me { addresses { id } shoppingLists { lines { sku } } personalDataRequests { roomsLeft } cart { ${cartLists} } orders(first: 50) { edges { node { lines { id } timeline { type } } } } } }`,
  ],
  ['grace', `{ me { addresses { id } cart { ${cartLists} } } }`],
  [
    undefined,
    `{ quote(input: { lines: [{ sku: "TEA-DARJEELING", quantity: 12 }], couponCodes: ["WELCOME10", "NO-SUCH"], destination: { country: "US", region: "CA" } }) { ${quoteLists} } }`,
  ],
];

const placing = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { placement { steps { name } } }
  ... on OrderRejected { problems { __typename ... on InsufficientStock { shortages { sku } } ... on InvalidInput { fields { message } } } } } }`;

/** Each field that was asked for. */
const asked = new Set<string>();

interface Page {
  page?: { pageInfo: { endCursor: string | null; hasNextPage: boolean } };
}

/** Every list of one operation, page after page. */
async function readAll(account: string | undefined, query: string): Promise<Listed[]> {
  const token = account === undefined ? undefined : await shop.tokenOf(account);
  const found: Listed[] = [];
  for (const place of selectedBy(query)) asked.add(place);
  for (let after: string | null = null; ; ) {
    const data: Page = await shop.askFor<Page>(query, query.includes('$after') ? { after } : {}, token);
    found.push(...listsIn(query, data));
    if (!data.page?.pageInfo.hasNextPage) return found;
    after = data.page.pageInfo.endCursor;
  }
}

async function change(query: string, variables: Record<string, unknown>): Promise<Listed[]> {
  for (const place of selectedBy(query)) asked.add(place);
  return listsIn(query, await shop.askFor(query, variables));
}

async function listsOfTheDemo(): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const [account, query] of reading) found.push(...(await readAll(account, query)));
  const order = (key: string, quantity: number, coupons: string[] = []) => ({
    input: purchase(
      key,
      [
        { sku: 'CHAIR-OAK', quantity },
        { sku: 'MUG-CLASSIC', quantity: 1 },
      ],
      { email: 'linus@example.com', couponCodes: coupons },
    ),
  });
  found.push(...(await change(placing, order('too many chairs', 3))));
  found.push(...(await change(placing, order('no quantity', -1, ['']))));
  found.push(
    ...(await change(placing, { input: purchase('one mug', [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'linus@example.com' }) })),
  );
  const adding = `mutation ($input: AddToCartInput!) { addToCart(input: $input) { __typename ... on CartUpdated { cart { ${cartLists} } notices { code } } } }`;
  const added = await shop.askFor<{ addToCart: { cart: { id: string } } }>(adding, { input: { sku: 'MUG-CLASSIC', quantity: 1 } });
  found.push(...listsIn(adding, added));
  const entering = 'mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Session { cartNotices { code } } } }';
  const input = { email: 'ada@example.com', password: 'cartograph-demo', cartId: added.addToCart.cart.id };
  found.push(...(await change(entering, { input })));
  return found;
}

/** All countries are given at once, so that their regions are as many as their countries have on the average, never as one of them has. */
const together: Readonly<Record<string, string>> = { 'Country.regions': 'Query.countries' };

function judge(found: readonly Listed[], assumed: ReadonlyMap<string, number>, looked: ReadonlySet<string>): string[] {
  const all = readable();
  return [...assumed].flatMap(([place, most]) => {
    const sizes = found.filter((list) => list.place === place).map(({ size }) => size);
    if (sizes.length === 0) return all.has(place) && !looked.has(place) ? [`${place}: nobody looked`] : [];
    const whole = together[place];
    const sum = sizes.reduce((before, size) => before + size, 0);
    const longest = whole === undefined ? Math.max(...sizes) : Math.ceil(sum / sizes.length);
    return longest > most ? [`${place}: ${longest}, counted as ${most}`] : [];
  });
}

test('no list of the demo is longer than what it is counted as', async () => {
  const assumed = assumedSizes();
  const found = await listsOfTheDemo();
  expect(judge(found, assumed, asked)).toEqual([]);
  // Had the manual said less, it would be told; and had nobody looked, that.
  const less = new Map([...assumed].map(([place]) => [place, 0]));
  expect(judge(found, less, asked).length).toBeGreaterThan(30);
  expect(judge([], assumed, new Set()).length).toBeGreaterThan(60);
});
