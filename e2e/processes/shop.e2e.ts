import type { RoomName } from '@cartograph/stack/rooms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, askFor } from '../support/ask.ts';
import { type Answer, cancelOrder, placeOrder, purchase, readOrder } from '../support/place-order.ts';
import { openShopProcesses, type ShopProcesses } from '../support/shop-processes.ts';
import { until } from '../support/until.ts';
import { answerChallenge, buyWithChallenge } from './challenge.ts';

let shop: ShopProcesses;
beforeAll(async () => {
  shop = await openShopProcesses();
});
afterAll(() => shop?.close());

const ada = { token: '', customerId: '' };
const email = 'guest@example.com';
const mugs = (quantity: number) => [{ sku: 'MUG', quantity }];
let keys = 0;
const freshKey = (): string => `processes ${(keys += 1)}`;

const placed = (answer: Answer): Answer & { kind: 'OrderPlaced' } => {
  if (answer.kind !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(answer)}`);
  return answer;
};

const available = async (sku: string): Promise<number> => {
  const { productVariant } = await askFor<{ productVariant: { availability: { available: number } } }>(
    shop.url,
    'query ($sku: String!) { productVariant(sku: $sku) { availability { available } } }',
    { sku },
  );
  return productVariant.availability.available;
};

const loyalty = async (): Promise<{ available: number; reserved: number }> => {
  const { me } = await askFor<{ me: { loyalty: { available: number; reserved: number } } }>(
    shop.url,
    '{ me { loyalty { available reserved } } }',
    {},
    { token: ada.token },
  );
  return me.loyalty;
};

describe('a shop of one process a room', () => {
  test('signs a customer up', async () => {
    const { signUp } = await askFor<{ signUp: { accessToken: string; customer: { id: string } } }>(
      shop.url,
      'mutation ($input: SignUpInput!) { signUp(input: $input) { __typename ... on Session { accessToken customer { id } } } }',
      { input: { email: 'ada@example.org', password: 'correct horse battery', name: 'Ada' } },
    );
    Object.assign(ada, { token: signUp.accessToken, customerId: signUp.customer.id });
    expect(await loyalty()).toEqual({ available: 0, reserved: 0 });
  });

  test('sells to a guest, and a repeat of the request is the same order', async () => {
    const order = purchase(freshKey(), mugs(2), { email });
    const first = placed(await placeOrder(shop.url, order));
    expect(first.total).toBe('25.00 USD');
    expect(await placeOrder(shop.url, order)).toMatchObject({ id: first.id, replayed: true });
    await until(
      () => readOrder(shop.url, first.id, first.accessToken),
      (read) => read?.payments?.[0]?.status === 'CAPTURED',
    );
    expect(await available('MUG')).toBe(98);
  });

  test('takes points for money', async () => {
    await shop.withRooms(({ customers }) =>
      customers.commands.grantPoints([{ customerId: ada.customerId, points: 600, reason: 'a gift', key: 'gift' }]),
    );
    const order = purchase(freshKey(), mugs(1), { redeemPoints: 500 });
    expect(placed(await placeOrder(shop.url, order, { token: ada.token })).total).toBe('10.00 USD');
    await until(loyalty, (account) => account.available === 100 && account.reserved === 0);
  });

  test('holds nothing for a card that is declined', async () => {
    const before = await available('MUG');
    const answer = await placeOrder(shop.url, purchase(freshKey(), mugs(5), { email, token: 'tok_declined' }));
    expect(answer).toMatchObject({ kind: 'OrderRejected', problems: ['PAYMENT_DECLINED'] });
    await until(
      () => available('MUG'),
      (left) => left === before,
    );
  });

  test('sells after the bank has asked the buyer', async () => {
    const order = purchase(freshKey(), mugs(1), { email, token: 'tok_challenge' });
    const page = await buyWithChallenge(shop.url, order);
    expect(await (await fetch(page)).text()).toContain('15.00 USD');
    await answerChallenge(page, 'accept');
    await until(
      () => placeOrder(shop.url, order),
      ({ kind }) => kind === 'OrderPlaced',
    );
  });

  test('shows a picture through the gateway, which passes it on as it is', async () => {
    await shop.withRooms(({ products }) =>
      products.commands.importDrawings([
        {
          id: '0199f0c4-8a53-8d07-9c0d-5a4f7a3d2b10',
          svg: '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="#31506b"/></svg>',
          width: 400,
          height: 400,
          alt: 'A mug',
          owners: [],
        },
      ]),
    );
    const [media] = await shop.readRows<{ hash: string }>('products', 'select hash from media');
    const path = `/media/0199f0c4-8a53-8d07-9c0d-5a4f7a3d2b10/${media?.hash}-160.webp`;
    const seen = await fetch(`${shop.url}${path}`);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('x-content-type-options')]).toEqual([
      200,
      'image/webp',
      'nosniff',
    ]);
    expect((await seen.arrayBuffer()).byteLength).toBe(Number(seen.headers.get('content-length')));
    const known = await fetch(`${shop.url}${path}`, { headers: { 'if-none-match': seen.headers.get('etag') ?? '' } });
    expect(known.status).toBe(304);
    expect((await fetch(`${shop.url}/media/..%2fgraphql`)).status).toBe(400);
  });

  test('takes an order back', async () => {
    const before = await available('MUG');
    const { id, accessToken } = placed(await placeOrder(shop.url, purchase(freshKey(), mugs(3), { email })));
    expect(await cancelOrder(shop.url, { orderId: id, idempotencyKey: 'back', accessToken })).toBe('OrderCancelled');
    await until(
      async () => [await available('MUG'), (await readOrder(shop.url, id, accessToken))?.status],
      ([left, status]) => left === before && status === 'CANCELLED',
    );
  });
});

describe('a room that is killed in the middle', () => {
  test.each<RoomName>(['inventory', 'payments', 'orders'])('%s: every order ends final and right', async (room) => {
    const before = await available('TEA');
    const orders = Array.from({ length: 8 }, () => purchase(freshKey(), [{ sku: 'TEA', quantity: 1 }], { email, waitMs: 500 }));
    const first = orders.map((order) => placeOrder(shop.url, order).catch(() => undefined));
    await Promise.race(first);
    await shop.killRoom(room);
    const late = purchase(freshKey(), [{ sku: 'TEA', quantity: 1 }], { email, waitMs: 500 });
    const meanwhile = await placeOrder(shop.url, late).catch(() => undefined);
    if (room !== 'orders') expect(meanwhile?.kind).toBe('OrderPending');
    await Promise.all(first);
    await shop.startRoom(room);

    const answers = await Promise.all([...orders, late].map((order) => finalAnswer({ ...order, waitMs: 5_000 })));
    const bought = answers.filter(({ kind }) => kind === 'OrderPlaced').map(placed);
    expect(bought).toHaveLength(orders.length + 1);
    for (const { id, accessToken } of bought)
      await until(
        () => readOrder(shop.url, id, accessToken),
        (read) => read?.payments?.[0]?.captured.amount === '15.00',
      );
    await until(
      () => available('TEA'),
      (left) => left === before - bought.length,
    );
  });

  test('products: a page still shows what the other rooms know', async () => {
    const { id, accessToken } = placed(await placeOrder(shop.url, purchase(freshKey(), mugs(1), { email })));
    await shop.killRoom('products');
    const { data, errors } = await ask<{ order: Record<string, unknown> | null; productVariant: unknown }>(
      shop.url,
      `query ($id: ID!, $accessToken: String) { productVariant(sku: "MUG") { title }
        order(id: $id, accessToken: $accessToken) { number lines { titleAtPurchase variant { title availability { available } } } payments { status } } }`,
      { id, accessToken },
    );
    expect(data?.productVariant).toBeNull();
    expect(data?.order).toMatchObject({ number: expect.any(String), lines: [{ titleAtPurchase: 'MUG' }], payments: [{}] });
    expect(new Set(errors?.map(({ extensions }) => extensions?.code))).toEqual(new Set(['SUBGRAPH_UNAVAILABLE']));
    await shop.startRoom('products');
    await until(
      () => ask<{ productVariant: { title: string } | null }>(shop.url, '{ productVariant(sku: "MUG") { sku } }', {}),
      (answer) => answer.data?.productVariant != null,
    );
  });
});

test('nothing is left wrong, and every process stops when it is told to', async () => {
  await until(
    () => shop.violations(),
    (found) => found.length === 0,
  );
  const codes = Object.values(await shop.stop());
  expect(codes).toEqual(codes.map(() => '0'));
});

/** A buyer who repeats the request until the answer is final. */
const finalAnswer = (order: Parameters<typeof placeOrder>[1]): Promise<Answer> =>
  until(
    () => placeOrder(shop.url, order).catch((error: Error): Answer => ({ kind: 'OrderPending', accessToken: error.message })),
    ({ kind }) => kind === 'OrderPlaced' || kind === 'OrderRejected',
  );
