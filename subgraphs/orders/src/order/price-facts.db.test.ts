import { uuidv7 } from '@cartograph/kit/ids';
import { silentLog } from '@cartograph/kit/log';
import { describe, expect, test } from 'vitest';
import { fillAllPriceFacts, startPriceFacts } from '#order/fill-price-facts';
import { createFakeRooms } from '#testing/fake-rooms';
import { openShop, until } from '#testing/shop';

const customer = { kind: 'customer', customerId: uuidv7(), email: 'ada@example.com', roles: ['customer'] } as const;
const staff = { ...customer, customerId: uuidv7(), roles: ['staff'] } as const;

const document = `query ($id: ID!) { order(id: $id) {
  discounts { kind code label amount { amount currencyCode } } taxes { label percent included taxable { amount } tax { amount } }
  pointsRedeemed pointsEarned canCancel canReturn billingAddress { city } totals { discount { amount } tax { amount } }
  lines { quantity listPrice { amount } discount { amount } tax { amount } includedTax { amount } } } }`;

/** A shop that taxes 7.25 % and takes a coupon of 0.30 off two mugs. */
function shopRooms() {
  const rooms = createFakeRooms();
  const { freezeQuotes, frozenQuotes } = rooms.remotes.pricing;
  type Quote = NonNullable<Awaited<ReturnType<typeof freezeQuotes>>[number]['quote']>;
  const told = (quote: Quote | null): Quote | null =>
    quote && {
      ...quote,
      lines: quote.lines.map((line) => ({
        ...line,
        listMinor: 120n,
        discountMinor: 30n,
        discountSharesMinor: [30n],
        taxMinor: 12n,
        taxCategory: 'standard',
        taxRate: 0,
      })),
      discountMinor: quote.discountMinor + 30n,
      taxMinor: 12n,
      totalMinor: quote.totalMinor - 18n,
      discounts: [{ kind: 'COUPON' as const, code: 'SAVE', label: 'coupon SAVE', amountMinor: 30n }, ...quote.discounts],
      taxes: [
        {
          label: 'US-CA 7.25 %',
          country: 'US',
          region: 'CA',
          ratePpm: 72_500,
          included: false,
          rounding: 'HALF_UP' as const,
          roundedPer: 'LINE' as const,
          taxableMinor: 170n,
          taxMinor: 12n,
        },
      ],
    };
  const pricing = {
    ...rooms.remotes.pricing,
    freezeQuotes: async (commands: Parameters<typeof freezeQuotes>[0]) =>
      (await freezeQuotes(commands)).map((outcome) => ({ ...outcome, quote: told(outcome.quote) })),
    frozenQuotes: async (commands: Parameters<typeof frozenQuotes>[0]) =>
      (await frozenQuotes(commands)).map((outcome) => outcome && { ...outcome, quote: told(outcome.quote) }),
  };
  return { ...rooms, remotes: { ...rooms.remotes, pricing } };
}

async function openTaxedShop() {
  const shop = await openShop(shopRooms());
  shop.rooms.points.set(customer.customerId, 100);
  const buy = async (): Promise<string> => {
    const lines = [{ sku: 'MUG', quantity: 2 }];
    const answer = await shop.place({ idempotencyKey: uuidv7(), lines, redeemPoints: 50, email: null }, customer);
    return (answer['order'] as { id: string }).id;
  };
  const read = async (id: string) => (await shop.ask(document, { id }, staff))['order'];
  /** As an earlier version left its orders. */
  const forget = () =>
    shop.db.query({
      text: `with o as (update orders set discounts = null, taxes = null, shipping_taxes = null, points_redeemed = null,
               points_value_minor = null, points_earned = null, price_facts = null)
             update order_lines set list_minor = null, discount_minor = null, tax_minor = null, included_tax_minor = null, price_facts = null`,
    });
  return { ...shop, buy, read, forget };
}

const said = {
  discounts: [
    { kind: 'COUPON', code: 'SAVE', label: 'coupon SAVE', amount: { amount: '0.30', currencyCode: 'USD' } },
    { kind: 'POINTS', code: null, label: 'points', amount: { amount: '0.50', currencyCode: 'USD' } },
  ],
  taxes: [{ label: 'US-CA 7.25 %', percent: '7.25', included: false, taxable: { amount: '1.70' }, tax: { amount: '0.12' } }],
  pointsRedeemed: 50,
  pointsEarned: 1,
  canCancel: true,
  canReturn: false,
  billingAddress: null,
  totals: { discount: { amount: '0.80' }, tax: { amount: '0.12' } },
  lines: [
    {
      quantity: 2,
      listPrice: { amount: '1.20' },
      discount: { amount: '0.30' },
      tax: { amount: '0.12' },
      includedTax: { amount: '0.00' },
    },
  ],
};
const untold = {
  ...said,
  discounts: null,
  taxes: null,
  pointsRedeemed: null,
  pointsEarned: null,
  lines: [{ quantity: 2, listPrice: null, discount: null, tax: null, includedTax: null }],
};

describe('an order says as much as its quote', () => {
  test('from the moment it is placed: list price, coupons, points, tax by rate', async () => {
    const { buy, read, db } = await openTaxedShop();
    expect(await read(await buy())).toEqual(said);
    const [line] = await db.query({ text: 'select price_facts from order_lines' });
    expect(line).toEqual({ price_facts: { discountSharesMinor: ['30'], taxCategory: 'standard', taxRate: 0 } });
    const [told] = await db.query<{ data: { lines: object[] } }>({ text: `select data from outbox where type = 'orders.order_placed'` });
    expect(told?.data.lines).toEqual([{ sku: 'MUG', quantity: 2, unitMinor: '100', totalMinor: '200' }]);
  });

  test('and is no more to be cancelled once it was', async () => {
    const { ask, buy, read } = await openTaxedShop();
    const id = await buy();
    await ask(
      `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { __typename } }`,
      {
        input: { orderId: id, idempotencyKey: uuidv7() },
      },
      customer,
    );
    expect(await read(id)).toMatchObject({ canCancel: false, canReturn: false });
  });
});

describe('orders of an earlier version', () => {
  test('are filled from what pricing kept, however often that is cut short, and cost what they cost', async () => {
    const { room, rooms, db, buy, read, forget } = await openTaxedShop();
    const ids = [await buy()];
    rooms.points.set(customer.customerId, 100);
    ids.push(await buy());
    await forget();
    const amounts = () => db.query({ text: 'select id, total_minor, discount_minor, tax_minor, points_redeemed from orders order by id' });
    const before = await amounts();
    expect(await read(ids[0] ?? '')).toEqual(untold);

    rooms.lose('frozenQuotes', 'reply', 1);
    const never = new AbortController().signal;
    await expect(fillAllPriceFacts(db, rooms.remotes.pricing, never)).rejects.toThrow('the reply was lost');
    expect(await amounts()).toEqual(before);
    expect(await fillAllPriceFacts(db, rooms.remotes.pricing, AbortSignal.abort())).toBe(0);
    expect(await fillAllPriceFacts(db, rooms.remotes.pricing, never)).toBe(2);
    expect(await fillAllPriceFacts(db, rooms.remotes.pricing, never)).toBe(0);
    for (const id of ids) expect(await read(id)).toEqual(said);
    expect(await amounts()).toEqual(before.map((row) => ({ ...row, points_redeemed: 50 })));
    expect(await room.unready()).toEqual([]);
  });

  test('stay without where pricing has no quote, and are not asked for again', async () => {
    const { rooms, db, buy, read, forget } = await openTaxedShop();
    const id = await buy();
    await forget();
    const none = { frozenQuotes: async (asked: readonly unknown[]) => asked.map(() => null) };
    const never = new AbortController().signal;
    expect(await fillAllPriceFacts(db, none, never)).toBe(1);
    expect(await read(id)).toEqual(untold);
    const asked = rooms.calls.get('frozenQuotes')?.lists ?? 0;
    expect(await fillAllPriceFacts(db, rooms.remotes.pricing, never)).toBe(0);
    expect(rooms.calls.get('frozenQuotes')?.lists ?? 0).toBe(asked);
  });

  test('are filled in the background from the start on, and a room of pricing that is away is asked later', async () => {
    const { rooms, db, buy, read, forget } = await openTaxedShop();
    const id = await buy();
    await forget();
    rooms.lose('frozenQuotes', 'request', 1);
    const job = startPriceFacts(db, rooms.remotes.pricing, silentLog());
    await until(
      async () => rooms.calls.get('frozenQuotes')?.lists ?? 0,
      (lists) => lists > 0,
    );
    await job.now();
    await job.stop();
    expect(await read(id)).toEqual(said);
  });
});
