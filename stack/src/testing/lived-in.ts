// What people did in a shop of an earlier version, in requests that every version takes.

interface Answer<T> {
  data: T | null;
  errors?: { message: string; path?: (string | number)[] }[];
}

export async function ask<T>(url: string, query: string, variables: Record<string, unknown> = {}, token?: string): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Answer<T>;
  if (!data || errors) throw new Error(JSON.stringify(errors));
  return data;
}

export async function signIn(url: string, email: string): Promise<string> {
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { accessToken } } }';
  const { signIn: session } = await ask<{ signIn: { accessToken: string } }>(url, query, { input: { email, password: 'cartograph-demo' } });
  return session.accessToken;
}

const placeDocument = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { replayed order { id number totals { total { amount currencyCode } } } }
  ... on OrderRejected { problems { code message } } } }`;

export interface Placed {
  __typename: string;
  replayed?: boolean;
  order?: { id: string; number: string; totals: { total: { amount: string; currencyCode: string } } };
}

export const place = async (url: string, input: object, token?: string): Promise<Placed> =>
  (await ask<{ placeOrder: Placed }>(url, placeDocument, { input }, token)).placeOrder;

const oakland = { name: 'You', line1: '1 Main St', city: 'Oakland', postalCode: '94607', country: 'US' };
const berlin = { name: 'Du', line1: 'Oranienstraße 25', city: 'Berlin', postalCode: '10999', country: 'DE' };
const payment = { token: 'tok_ok' };
const mugs = [{ sku: 'MUG-CLASSIC', quantity: 2 }];

/** Purchases as they were sent: sent again, to any later version, each is the same order. */
export const purchases: { input: Record<string, unknown>; by?: string }[] = [
  {
    input: {
      idempotencyKey: 'bought before',
      email: 'You@Example.com',
      lines: mugs,
      shippingAddress: { ...oakland, region: 'ca' },
      payment,
    },
  },
  // A region that was not understood was taxed nothing then; what an order cost it costs for good.
  {
    input: {
      idempotencyKey: 'untaxed',
      email: 'you@example.com',
      lines: mugs,
      shippingAddress: { ...oakland, region: 'California' },
      payment,
    },
  },
  { input: { idempotencyKey: 'in euros', lines: mugs, currencyCode: 'EUR', shippingAddress: berlin, payment, redeemPoints: 7 }, by: 'ada' },
  { input: { idempotencyKey: 'with a coupon', lines: mugs, couponCodes: ['welcome10'], shippingAddress: berlin, payment }, by: 'grace' },
];

/** Places them, and leaves carts behind: two of one customer, of which the second is the newest. */
export async function liveIn(url: string): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const { input, by } of purchases) placed.push(await place(url, input, by && (await signIn(url, `${by}@example.com`))));
  const grace = await signIn(url, 'grace@example.com');
  for (const sku of ['TEA-DARJEELING', 'MUG-CLASSIC'])
    await ask(url, 'mutation ($input: AddToCartInput!) { addToCart(input: $input) { __typename } }', { input: { sku } }, grace);
  return placed;
}

interface Sums {
  number: string;
  status: string;
  paymentStatus: string;
  totals: Record<'subtotal' | 'discount' | 'shipping' | 'tax' | 'includedTax' | 'total', { amount: string; currencyCode: string }>;
}

/** Orders that do not tell what took off and which taxes they have, or whose parts are not their sums. */
export async function untoldOrders(url: string): Promise<unknown[]> {
  const money = '{ amount }';
  const told = await readOrders<Sums & Parts>(url, `discounts { amount ${money} } taxes { tax ${money} }`);
  const cents = ({ amount }: { amount: string }): number => Math.round(Number(amount) * 100);
  const sum = (amounts: { amount: string }[]): number => amounts.reduce((all, one) => all + cents(one), 0);
  return told.filter(({ discounts, taxes, totals: { discount, tax, includedTax } }) => {
    const parts = [sum((discounts ?? []).map(({ amount }) => amount)), sum((taxes ?? []).map(({ tax: one }) => one))];
    return !discounts || !taxes || parts[0] !== cents(discount) || parts[1] !== cents(tax) + cents(includedTax);
  });
}

interface Parts {
  discounts: { amount: { amount: string } }[] | null;
  taxes: { tax: { amount: string } }[] | null;
}

/** Every order with what it cost, newest first; `more` fields that only a later version has. */
export async function readOrders<Order extends Sums = Sums>(url: string, more = ''): Promise<Order[]> {
  const staff = await signIn(url, 'staff@example.com');
  const sums = ['subtotal', 'discount', 'shipping', 'tax', 'includedTax', 'total'].map((sum) => `${sum} { amount currencyCode }`).join(' ');
  const orders: Order[] = [];
  for (let after: string | null = null; ; ) {
    const query = `query ($after: String) { orders(first: 100, after: $after) { pageInfo { hasNextPage endCursor }
      edges { node { number status paymentStatus totals { ${sums} } ${more} } } } }`;
    type Page = { orders: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: Order }[] } };
    const page: Page = await ask<Page>(url, query, { after }, staff);
    orders.push(...page.orders.edges.map(({ node }) => node));
    if (!page.orders.pageInfo.hasNextPage) return orders;
    after = page.orders.pageInfo.endCursor;
  }
}
