import type { JsonWebKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendPicture } from '../pictures/send-picture.ts';
import { freshKey } from '../placing/buy.ts';
import { readRows } from '../placing/read-rows.ts';
import { signToken } from '../placing/sign-token.ts';
import { type DemoShop, openDemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';
import { fillCatalogue } from './catalogue.ts';
import { createCoverage } from './coverage.ts';
import { exchangeFiles } from './jobs.ts';
import { keep } from './keeping.ts';
import { browse, fillCart, order, place, placeInEveryWay, problem } from './money-and-goods.ts';
import { readPeople, signUpAndIn } from './people.ts';
import { promote, sendAndTax, setPrices } from './prices.ts';
import { reviewing } from './reviews.ts';
import { type Say, sayTo } from './say.ts';
import { employ, readLog } from './staffing.ts';
import { moveStock } from './stock.ts';
import { askWhole } from './whole.ts';

const api = buildSchema(readFileSync(new URL('../../schema/api.graphql', import.meta.url), 'utf8'));
const coverage = createCoverage(api);

let shop: DemoShop;
let say: Say;
beforeAll(async () => {
  shop = await openDemoShop();
  say = sayTo(shop, coverage);
});
afterAll(() => shop?.close());

const connection = (node: string): string =>
  `{ edges { cursor node { ${node} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

test('shelves, prices and baskets', () => browse(say));

test('carts', async () => fillCart(say, await shop.tokenOf('grace')));

test('placing an order', async () => {
  await placeInEveryWay(say, await shop.tokenOf('ada'));
  // The account is gone while its token still lives: nothing that a buyer could mend.
  const gone = { id: '0198c0de-0000-7000-8000-00000000000a', email: 'gone@example.com' };
  const [key] = await readRows<{ kid: string; jwk: JsonWebKey }>(
    shop,
    'customers',
    'select kid, private_jwk as jwk from signing_keys where is_current',
  );
  if (!key) throw new Error('no key signs');
  expect((await place(say, {}, signToken(key, gone, 600))).placeOrder.__typename).toBe('OrderRejected');
});

test('people', async () => {
  await signUpAndIn(say);
  await readPeople(say, await shop.tokenOf('grace'), await shop.tokenOf('staff'));
});

test('orders, their placements and what is cancelled', async () => {
  const [ada, staff] = [await shop.tokenOf('ada'), await shop.tokenOf('staff')];
  const { placeOrder } = await place(say, { redeemPoints: 10 }, ada);
  const { id, number } = placeOrder.order ?? {};
  await say('query Placement($id: ID!) { placement(id: $id) { id status order { id } steps { name label state attempts } } }', { id }, ada);
  await until(
    () =>
      say<{ order: { payments: { status: string }[] } }>(
        `query Order($number: String) { order(number: $number) { ${order} } }`,
        { number },
        staff,
      ),
    (found) => found.order.payments[0]?.status === 'CAPTURED',
  );
  const cancel = (input: Record<string, unknown>) =>
    say(
      `mutation Cancel($input: CancelOrderInput!) { cancelOrder(input: $input) {
        ... on OrderCancelled { order { ${order} } } ... on CannotCancelOrder { code message } ${problem} } }`,
      { input },
      ada,
    );
  for (const idempotencyKey of ['', freshKey(), freshKey()]) await cancel({ orderId: id, idempotencyKey });
  await cancel({ orderId: 'nothing', idempotencyKey: freshKey() });
});

test('what staff see and do', async () => {
  const staff = await shop.tokenOf('staff');
  await say(
    `{ lowStock(first: 2) { edges { cursor node { sku availability { onHand reserved } } } pageInfo { endCursor } totalCount } }`,
    {},
    staff,
  );
  await say(
    `{ orders(first: 2, filter: { status: [CONFIRMED] }) { edges { cursor node { ${order} } } pageInfo { endCursor } totalCount } }`,
    {},
    staff,
  );
  await say('{ locations { id code name priority active } }', {}, staff);
  const adjust = (input: Record<string, unknown>) =>
    say(
      `mutation Adjust($input: AdjustStockInput!) { adjustStock(input: $input) {
        ... on StockAdjusted { variant { sku } } ... on StockWouldGoNegative { code message } ${problem} } }`,
      { input: { sku: 'LAMP-BRASS', reason: 'COUNT', idempotencyKey: freshKey(), ...input } },
      staff,
    );
  for (const input of [{ delta: 5 }, { delta: -500 }, { delta: 0 }, { delta: 1, sku: 'NO-SUCH-SKU' }]) await adjust(input);

  await place(say, { email: 'linus@example.com', payment: 'tok_capture_refused' });
  const found = await until(
    () =>
      say<{ placementsNeedingAttention: { edges: { node: { id: string } }[] } }>(
        `{ placementsNeedingAttention ${connection('id status').replace(/}$/, 'totalCount }')} }`,
        {},
        staff,
      ),
    ({ placementsNeedingAttention: { edges } }) => edges.length > 0,
  );
  const retry = `mutation Retry($input: RetryPlacementInput!) { retryPlacement(input: $input) {
    ... on PlacementRetried { placement { id } } ... on NotFound { code message } } }`;
  const placementId = found.placementsNeedingAttention.edges[0]?.node.id;
  await say(retry, { input: { placementId } }, staff);
});

test('what buyers say', async () => reviewing(say, await shop.tokenOf('ada'), await shop.tokenOf('staff')));

test('what a customer keeps', async () => keep(say, await shop.tokenOf('grace'), await shop.tokenOf('admin')));

test('files of rows', async () => exchangeFiles(say, await shop.tokenOf('staff')));

const wholly = async () => askWhole(api, say, await shop.tokenOf('admin'));

test('who is staff', async () => employ(await wholly()));

test('a catalogue that staff write', async () => {
  const token = await shop.tokenOf('admin');
  await fillCatalogue(await wholly(), async () => (await sendPicture(shop.url(), token)).id);
});

test('prices, taxes, ways to send, and promotions', async () => {
  const add = 'mutation Add($input: AddToCartInput!) { addToCart(input: $input) { ... on CartUpdated { cart { id } } } }';
  const { addToCart } = await say<{ addToCart: { cart: { id: string } } }>(add, { input: { sku: 'MUG-CLASSIC' } });
  await setPrices(await wholly());
  await sendAndTax(await wholly(), addToCart.cart.id);
  await promote(await wholly());
});

test('stock that is moved', async () => moveStock(await wholly()));

test('the log of what staff did', async () => readLog(await wholly()));

test('no field of the API was left unanswered', () => {
  // An order comes from a payment that was not declined, the simulator's bank has a page of its own, and it needs no key in the browser:
  // asked for above, null in each.
  const never = ['Payment.declineCode', 'PaymentActionRequired.clientSecret', 'PaymentMethod.publicKey'];
  expect(coverage.missing().sort()).toEqual(never);
});

test('a field that nobody asked for would be noticed', () => {
  const other = createCoverage(buildSchema('type Query { asked: Int always: Int never: Int }'));
  const operation = other.prepare('{ asked always }');
  other.note(operation, { __typename: 'Query', asked: 1, always: null });
  expect(other.missing()).toEqual(['Query.always', 'Query.never']);
});
