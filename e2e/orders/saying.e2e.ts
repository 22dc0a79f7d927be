import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { placeOrder, purchase } from '../support/place-order.ts';
import { until } from '../support/until.ts';

let shop: DemoShop;
beforeAll(async () => {
  shop = await openDemoShop();
});
afterAll(() => shop?.close());

interface Amount {
  amount: string;
}
interface Said {
  discounts: { kind: string; code: string | null; label: string; amount: Amount }[];
  taxes: { label: string; country: string; region: string | null; percent: string; included: boolean; taxable: Amount; tax: Amount }[];
  pointsRedeemed: number;
}
interface Quote extends Said {
  pointsToEarn: number;
  lines: Record<'list' | 'unit' | 'total' | 'discount' | 'tax' | 'includedTax', Amount>[];
}
interface Order extends Said {
  number: string;
  pointsEarned: number;
  canCancel: boolean;
  canReturn: boolean;
  billingAddress: null;
  totals: Record<'discount' | 'tax' | 'includedTax', Amount>;
  lines: Record<'listPrice' | 'unitPrice' | 'total' | 'discount' | 'tax' | 'includedTax', Amount>[];
}

const said = `discounts { kind code label amount { amount currencyCode } } pointsRedeemed
  taxes { label country region percent included taxable { amount currencyCode } tax { amount currencyCode } }`;
const orderFields = `number ${said} pointsEarned canCancel canReturn billingAddress { city }
  totals { discount { amount } tax { amount } includedTax { amount } }
  lines { listPrice { amount } unitPrice { amount } total { amount } discount { amount } tax { amount } includedTax { amount } }`;

const read = async (id: string, token?: string, accessToken?: string | null): Promise<Order> => {
  const query = `query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { ${orderFields} } }`;
  return (await shop.askFor<{ order: Order }>(query, { id, accessToken }, token)).order;
};

const quoted = async (input: object, token?: string): Promise<Quote> => {
  const query = `query ($input: QuoteInput!) { quote(input: $input) { ${said} pointsToEarn
    lines { list { amount } unit { amount } total { amount } discount { amount } tax { amount } includedTax { amount } } } }`;
  return (await shop.askFor<{ quote: Quote }>(query, { input }, token)).quote;
};

const cents = ({ amount }: Amount): number => Math.round(Number(amount) * 100);
const sum = (amounts: readonly Amount[]): number => amounts.reduce((total, amount) => total + cents(amount), 0);

/** The sums that an invoice is checked by. */
function addsUp({ discounts, taxes, totals, lines }: Order): void {
  const points = sum(discounts.filter(({ kind }) => kind === 'POINTS').map(({ amount }) => amount));
  expect(sum(discounts.map(({ amount }) => amount))).toBe(cents(totals.discount));
  expect(sum(lines.map(({ discount }) => discount)) + points).toBe(cents(totals.discount));
  expect(sum(taxes.filter(({ included }) => !included).map(({ tax }) => tax))).toBe(cents(totals.tax));
  expect(sum(taxes.filter(({ included }) => included).map(({ tax }) => tax))).toBe(cents(totals.includedTax));
}

const addresses = {
  US: { line1: '1 Market St', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US' },
  DE: { line1: 'Torstr. 1', city: 'Berlin', region: 'BE', postalCode: '10119', country: 'DE' },
  JP: { line1: '1-1 Chiyoda', city: 'Tokyo', region: '13', postalCode: '100-0001', country: 'JP' },
} as const;

describe('an order says as much as its quote did:', () => {
  test.each([
    ['a coupon, points and a tax on top', 'US', 'USD', { couponCodes: ['TAKE5'], redeemPoints: 300 }],
    ['a quantity break and VAT in the price, shipping too', 'DE', 'EUR', {}],
    ['a currency without cents', 'JP', 'JPY', { redeemPoints: 100 }],
  ] satisfies [string, keyof typeof addresses, string, { couponCodes?: string[]; redeemPoints?: number }][])(
    '%s',
    async (_what, country, currencyCode, more) => {
      const ada = await shop.tokenOf('ada');
      const lines = [
        { sku: 'MUG-CLASSIC', quantity: 3 },
        { sku: 'TEA-DARJEELING', quantity: 10 },
      ];
      const shippingAddress = addresses[country];
      const { region, postalCode } = shippingAddress;
      const quote = await quoted({ lines, currencyCode, destination: { country, region, postalCode }, ...more }, ada);
      const input = { ...purchase(`says as much ${country}`, lines, { shippingAddress }), ...more, currencyCode };
      const answer = await placeOrder(shop.url(), input, { token: ada });
      if (answer.kind !== 'OrderPlaced') throw new Error(JSON.stringify(answer));
      const order = await read(answer.id, ada);
      expect({ discounts: order.discounts, taxes: order.taxes, pointsRedeemed: order.pointsRedeemed }).toEqual({
        discounts: quote.discounts,
        taxes: quote.taxes,
        pointsRedeemed: quote.pointsRedeemed,
      });
      expect(order.pointsEarned).toBe(quote.pointsToEarn);
      expect(order.lines.map(({ listPrice: list, unitPrice: unit, ...line }) => ({ list, unit, ...line }))).toEqual(quote.lines);
      expect(order).toMatchObject({ canCancel: true, canReturn: false, billingAddress: null });
      expect(order.taxes.length).toBeGreaterThan(0);
      addsUp(order);
    },
  );

  test('also to a guest, who earns nothing, and no more to be cancelled once it was', async () => {
    const buyer = { email: 'linus@example.com', couponCodes: ['TAKE5'] };
    const answer = await placeOrder(shop.url(), purchase('a guest with a long secret key', [{ sku: 'MUG-CLASSIC', quantity: 7 }], buyer));
    if (answer.kind !== 'OrderPlaced') throw new Error(JSON.stringify(answer));
    const order = await read(answer.id, undefined, answer.accessToken);
    expect(order).toMatchObject({ pointsEarned: 0, pointsRedeemed: 0, canCancel: true });
    expect(order.discounts).toMatchObject([{ kind: 'COUPON', code: 'TAKE5', amount: { amount: '5.00' } }]);
    addsUp(order);
    const cancel = 'mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }';
    const { accessToken } = answer;
    await shop.askFor(cancel, { input: { orderId: answer.id, accessToken, idempotencyKey: 'a guest cancels it again' } });
    expect(await read(answer.id, undefined, accessToken)).toMatchObject({ canCancel: false });
  });

  test('also of the days before the shop opened', async () => {
    const staff = await shop.tokenOf('staff');
    const query = `query ($after: String) { orders(first: 20, after: $after) {
      edges { node { ${orderFields} } } pageInfo { hasNextPage endCursor } } }`;
    interface Page {
      edges: { node: Order }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const orders: Order[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const { orders: page } = await shop.askFor<{ orders: Page }>(query, { after }, staff);
      orders.push(...page.edges.map(({ node }) => node));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(orders.length).toBeGreaterThan(20);
    for (const order of orders) addsUp(order);
    expect(orders.some(({ discounts }) => discounts.some(({ kind }) => kind === 'COUPON'))).toBe(true);
  });
});

describe('staff', () => {
  test('find an order by its number, e-mail, SKU and name, turn the page back, and sort by total', async () => {
    const staff = await shop.tokenOf('staff');
    const query = `query ($search: String, $orderBy: OrderOrder, $first: Int, $after: String, $last: Int, $before: String) {
      orders(search: $search, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        edges { node { number email totals { total { amount currencyCode } } } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }`;
    interface Page {
      edges: { node: { number: string; email: string; totals: { total: { amount: string; currencyCode: string } } } }[];
      pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
      totalCount: number;
    }
    const page = async (variables: object): Promise<Page> => (await shop.askFor<{ orders: Page }>(query, { ...variables }, staff)).orders;
    const [first] = (await page({ search: 'ADA@example.com' })).edges;
    expect(first?.node.email).toBe('ada@example.com');
    const byNumber = await page({ search: first?.node.number.toLowerCase() });
    expect([byNumber.totalCount, byNumber.edges[0]?.node.number]).toEqual([1, first?.node.number]);
    expect((await page({ search: 'lovelace' })).totalCount).toBeGreaterThan(0);
    expect((await page({ search: 'tea-darjeeling' })).totalCount).toBeGreaterThan(0);
    expect((await page({ search: 'nobody bought this' })).totalCount).toBe(0);

    const one = await page({ first: 5 });
    const two = await page({ first: 5, after: one.pageInfo.endCursor });
    const back = await page({ last: 5, before: two.pageInfo.startCursor });
    expect(back.edges).toEqual(one.edges);
    expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const dearest = (await page({ orderBy: 'TOTAL_DESC', first: 20 })).edges.map(({ node }) => node.totals.total);
    expect(dearest.every(({ currencyCode }) => currencyCode === 'USD')).toBe(true);
    expect(dearest.map(({ amount }) => Number(amount))).toEqual(dearest.map(({ amount }) => Number(amount)).toSorted((a, b) => b - a));
  });

  test('see locations by which stock is corrected, and calls to the provider in words of a list', async () => {
    const staff = await shop.tokenOf('staff');
    const { locations } = await shop.askFor<{ locations: { id: string; name: string; priority: number }[] }>(
      '{ locations { id code name priority active } }',
      {},
      staff,
    );
    expect(locations.length).toBeGreaterThan(0);
    expect(locations.map(({ priority }) => priority)).toEqual(locations.map(({ priority }) => priority).toSorted((a, b) => a - b));
    const input = purchase('seen by staff in all its words', [{ sku: 'MUG-CLASSIC', quantity: 1 }], { email: 'grete@example.com' });
    const answer = await placeOrder(shop.url(), input);
    if (answer.kind !== 'OrderPlaced') throw new Error(JSON.stringify(answer));
    const query = `query ($id: ID!) { order(id: $id) {
      allocations { location { id name } quantity state } payments { attempts { verb outcome label } } }
      placement(id: $id) { steps { name label state } } }`;
    interface Seen {
      order: { allocations: { location: { id: string } }[]; payments: { attempts: { verb: string; outcome: string; label: string }[] }[] };
      placement: { steps: { name: string; label: string; state: string }[] };
    }
    const seen = await until(
      () => shop.askFor<Seen>(query, { id: answer.id }, staff),
      ({ order }) => (order.payments[0]?.attempts.length ?? 0) > 1,
    );
    expect(locations.map(({ id }) => id)).toContain(seen.order.allocations[0]?.location.id);
    expect(seen.order.payments[0]?.attempts).toEqual([
      { verb: 'AUTHORIZE', outcome: 'AUTHORIZED', label: 'Authorize: authorized' },
      { verb: 'CAPTURE', outcome: 'CAPTURED', label: 'Capture: captured' },
    ]);
    expect(seen.placement.steps.map(({ name }) => name)).toEqual(['PRICE', 'STOCK', 'POINTS', 'PAYMENT', 'CONFIRM', 'SETTLE']);
  });

  test.each([
    ['the year 0', { placedAfter: '0000-01-01T00:00:00.000Z' }],
    ['a day that does not exist', { placedBefore: '2026-02-30T00:00:00Z' }],
    ['an hour that does not exist', { placedBefore: '2026-02-28T25:00:00Z' }],
  ])('are told that %s is no date', async (_what, filter) => {
    const { errors } = await shop.ask(
      'query ($filter: OrderFilter) { orders(filter: $filter) { totalCount } }',
      { filter },
      await shop.tokenOf('staff'),
    );
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});
