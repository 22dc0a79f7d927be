import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { beforeAll, describe, expect, test } from 'vitest';
import { checks } from '#checks';
import { commands } from '#commands';
import type { FreezeQuoteCommand } from '#freeze-quotes';

const db = await freshDatabase('pricing');
const pricing = commands(db);

const freeze = (change: Partial<FreezeQuoteCommand> = {}): FreezeQuoteCommand => ({
  placementId: uuidv7(),
  currency: 'USD',
  lines: [{ sku: 'MUG', quantity: 2 }],
  destination: { country: 'US', region: 'CA', postalCode: null },
  couponCodes: [],
  redeemPoints: 0,
  customerId: null,
  buyerKey: null,
  ...change,
});

async function freezeOne(change: Partial<FreezeQuoteCommand> = {}) {
  const [outcome] = await pricing.freezeQuotes([freeze(change)]);
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

async function usesOf(code: string) {
  const [row] = await db.query<{ uses: number }>({ text: 'select uses from coupons where code = $1', values: [code] });
  return row?.uses;
}

async function statementsOf(work: () => Promise<unknown>) {
  const before = db.statements();
  await work();
  return db.statements() - before;
}

const idOf = ({ placementId }: { placementId: string }) => ({ placementId });
const coupon = (code: string, change = {}) => pricing.importPricing({ coupons: [{ code, basisPoints: 1000, ...change }] });

async function violations() {
  const found = await Promise.all(checks.own.map(({ sql }) => db.query<{ detail: string }>({ text: sql })));
  return found.flat().map(({ detail }) => detail);
}

beforeAll(() =>
  pricing.importPricing({
    prices: [
      { sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [{ minQuantity: 10, unitMinor: 1000n }] },
      { sku: 'VAULT', currency: 'USD', listMinor: 10n ** 14n, breaks: [] },
    ],
    taxRates: [
      {
        country: 'US',
        region: 'CA',
        taxCategory: 'standard',
        ratePpm: 72_500,
        included: false,
        rounding: 'HALF_UP',
        roundedPer: 'LINE',
        appliesToShipping: false,
        source: '',
      },
    ],
    shippingRates: [{ currency: 'USD', country: null, flatMinor: 595n, freeFromMinor: null }],
  }),
);

describe('freezing', () => {
  test('a frozen price stands, whatever the price list says later', async () => {
    await pricing.importPricing({ prices: [{ sku: 'LAMP', currency: 'USD', listMinor: 8000n, breaks: [] }] });
    const command = freeze({ lines: [{ sku: 'LAMP', quantity: 1 }], redeemPoints: 100 });
    const [first] = await pricing.freezeQuotes([command]);
    await pricing.importPricing({ prices: [{ sku: 'LAMP', currency: 'USD', listMinor: 9900n, breaks: [] }] });
    const [again] = await pricing.freezeQuotes([command]);
    expect(first).toMatchObject({
      state: 'FROZEN',
      quote: {
        currency: 'USD',
        lines: [{ sku: 'LAMP', quantity: 1, unitMinor: 8000n, totalMinor: 8000n, discountMinor: 0n, taxMinor: 580n, includedTaxMinor: 0n }],
        subtotalMinor: 8000n,
        discountMinor: 100n,
        shippingMinor: 595n,
        taxMinor: 580n,
        totalMinor: 9075n,
        pointsToEarn: 79,
        pointsRedeemed: 100,
      },
    });
    expect(again).toEqual(first);
  });

  test('a batch answers in order, one placement given twice included', async () => {
    const [mug, nope] = [freeze(), freeze({ lines: [{ sku: 'NOPE', quantity: 1 }] })];
    const outcomes = await pricing.freezeQuotes([nope, mug, nope, mug]);
    expect(outcomes.map(({ placementId, state }) => [placementId, state])).toEqual([
      [nope.placementId, 'REFUSED'],
      [mug.placementId, 'FROZEN'],
      [nope.placementId, 'REFUSED'],
      [mug.placementId, 'FROZEN'],
    ]);
  });

  test('a refusal is stored with its reasons and given again', async () => {
    const unpriced = freeze({ lines: [{ sku: 'SOON', quantity: 1 }] });
    const [first] = await pricing.freezeQuotes([unpriced]);
    await pricing.importPricing({ prices: [{ sku: 'SOON', currency: 'USD', listMinor: 1n, breaks: [] }] });
    expect(await pricing.freezeQuotes([unpriced])).toEqual([first]);
    expect(first).toMatchObject({ state: 'REFUSED', quote: null, unpricedSkus: ['SOON'], rejectedCoupons: [], tooLarge: false });
    expect(await freezeOne({ couponCodes: ['nope\0'] })).toMatchObject({ state: 'REFUSED', rejectedCoupons: [{ reason: 'UNKNOWN' }] });
    expect(await freezeOne({ lines: [{ sku: 'VAULT', quantity: 11 }] })).toMatchObject({ state: 'REFUSED', tooLarge: true });
  });

  test('many baskets take two statements, with coupons five, and a repetition one more', async () => {
    await coupon('COUNTED');
    const plain = Array.from({ length: 64 }, () => freeze());
    const couponed = Array.from({ length: 64 }, () => freeze({ couponCodes: ['counted'] }));
    expect(await statementsOf(() => pricing.freezeQuotes(plain))).toBe(2);
    expect(await statementsOf(() => pricing.freezeQuotes(plain))).toBe(2);
    expect(await statementsOf(() => pricing.freezeQuotes(couponed))).toBe(5);
    expect(await statementsOf(() => pricing.confirmQuotes(plain.map(idOf)))).toBe(1);
    expect(await statementsOf(() => pricing.confirmQuotes(plain.map(idOf)))).toBe(2);
    expect(await statementsOf(() => pricing.cancelQuotes(couponed.map(idOf)))).toBe(6);
    expect(await statementsOf(() => pricing.cancelQuotes(couponed.map(idOf)))).toBe(2);
    expect(await statementsOf(() => pricing.cancelQuotes([freeze(), freeze()].map(idOf)))).toBe(1);
    expect(await usesOf('COUNTED')).toBe(0);
  });
});

describe('confirming and cancelling', () => {
  test('a confirmed price cannot be cancelled, and a cancelled one not confirmed', async () => {
    const [kept, dropped] = [await freezeOne(), await freezeOne()].map(idOf);
    if (!kept || !dropped) throw new Error('no placements');
    expect(await pricing.confirmQuotes([kept])).toEqual([{ ...kept, state: 'CONFIRMED' }]);
    expect(await pricing.cancelQuotes([kept, dropped])).toEqual([
      { ...kept, state: 'CONFIRMED' },
      { ...dropped, state: 'CANCELLED' },
    ]);
    expect(await pricing.confirmQuotes([dropped, kept])).toEqual([
      { ...dropped, state: 'CANCELLED' },
      { ...kept, state: 'CONFIRMED' },
    ]);
  });

  test('a freeze that comes after its cancel freezes and claims nothing', async () => {
    await coupon('LATE');
    const command = freeze({ couponCodes: ['LATE'] });
    expect(await pricing.cancelQuotes([command])).toEqual([{ placementId: command.placementId, state: 'CANCELLED' }]);
    expect(await pricing.freezeQuotes([command])).toMatchObject([{ state: 'CANCELLED', quote: null }]);
    expect(await usesOf('LATE')).toBe(0);
  });

  test('a refused placement stays refused', async () => {
    const refused = await freezeOne({ couponCodes: ['NOPE'] });
    expect(await pricing.cancelQuotes([refused])).toMatchObject([{ state: 'REFUSED' }]);
    expect(await pricing.confirmQuotes([refused])).toMatchObject([{ state: 'REFUSED' }]);
  });

  test('confirming or returning a placement that nobody knows is a fault, and the others of the batch are done', async () => {
    const frozen = await freezeOne();
    await expect(pricing.confirmQuotes([{ placementId: uuidv7() }, frozen])).rejects.toThrow('knows no placement');
    expect(await pricing.confirmQuotes([frozen])).toMatchObject([{ state: 'CONFIRMED' }]);
    await expect(pricing.returnCoupons([{ placementId: uuidv7() }])).rejects.toThrow('knows no placement');
  });

  test('a room that sends nonsense is told so before anything is stored', async () => {
    const good = freeze();
    await expect(pricing.freezeQuotes([good, freeze({ lines: [{ sku: 'MUG', quantity: 0 }] })])).rejects.toThrow('lines.0.quantity');
    const rows = await db.query({ text: 'select from placement_quotes where placement_id = $1', values: [good.placementId] });
    expect(rows).toHaveLength(0);
  });
});

describe('coupons', () => {
  test('a repeated freeze claims once, a repeated cancel gives back once', async () => {
    await coupon('TWICE', { usageLimit: 5 });
    const command = freeze({ couponCodes: ['twice', 'TWICE'] });
    await pricing.freezeQuotes([command]);
    await pricing.freezeQuotes([command]);
    expect(await usesOf('TWICE')).toBe(1);
    await pricing.cancelQuotes([command]);
    await pricing.cancelQuotes([command]);
    expect(await usesOf('TWICE')).toBe(0);
  });

  test('a cancelled order gives its coupons back, once and only after it was confirmed', async () => {
    await coupon('BACK', { usageLimit: 1 });
    const bought = await freezeOne({ couponCodes: ['BACK'] });
    expect(await pricing.returnCoupons([bought])).toMatchObject([{ state: 'FROZEN' }]);
    await pricing.confirmQuotes([bought]);
    expect(await freezeOne({ couponCodes: ['BACK'] })).toMatchObject({ state: 'REFUSED', rejectedCoupons: [{ reason: 'USED_UP' }] });
    expect(await pricing.returnCoupons([bought])).toMatchObject([{ state: 'RETURNED' }]);
    expect(await pricing.returnCoupons([bought])).toMatchObject([{ state: 'RETURNED' }]);
    expect(await usesOf('BACK')).toBe(0);
    expect(await freezeOne({ couponCodes: ['BACK'] })).toMatchObject({ state: 'FROZEN' });
  });

  test('the last use in one batch goes to the first placement of the batch', async () => {
    await coupon('LAST', { usageLimit: 1 });
    const outcomes = await pricing.freezeQuotes([1, 2, 3].map(() => freeze({ couponCodes: ['LAST'] })));
    expect(outcomes.map(({ state }) => state)).toEqual(['FROZEN', 'REFUSED', 'REFUSED']);
  });

  test('a placement that is refused for another reason claims nothing', async () => {
    await coupon('UNHURT');
    await freezeOne({ couponCodes: ['UNHURT', 'NOPE'] });
    await freezeOne({ couponCodes: ['UNHURT'], lines: [{ sku: 'NOPE', quantity: 1 }] });
    expect(await usesOf('UNHURT')).toBe(0);
  });

  test('once a customer: ada not again, grace still', async () => {
    await coupon('PERSONAL', { perCustomerLimit: 1 });
    const [ada, grace] = [uuidv7(), uuidv7()];
    const states = [];
    for (const customerId of [ada, ada, grace, null, null]) states.push((await freezeOne({ couponCodes: ['PERSONAL'], customerId })).state);
    expect(states).toEqual(['FROZEN', 'REFUSED', 'FROZEN', 'FROZEN', 'FROZEN']);
  });

  test('once a customer: who signs out, or in with another account of the mailbox, is known by the e-mail', async () => {
    await coupon('MAILBOX', { perCustomerLimit: 1 });
    const buy = async (customerId: string | null, buyerKey: string) =>
      (await freezeOne({ couponCodes: ['MAILBOX'], customerId, buyerKey })).state;
    const states = [await buy(uuidv7(), 'ada@example.com'), await buy(null, 'ada@example.com'), await buy(uuidv7(), 'ada@example.com')];
    expect(states).toEqual(['FROZEN', 'REFUSED', 'REFUSED']);
    expect([await buy(null, 'bob@example.com'), await buy(null, 'bob@example.com')]).toEqual(['FROZEN', 'REFUSED']);
  });

  test('a use that somebody is paying with is held: free again when it comes to nothing, used up when it is paid', async () => {
    await coupon('SCARCE', { usageLimit: 1 });
    const reasonOf = async () => (await freezeOne({ couponCodes: ['SCARCE'] })).rejectedCoupons[0]?.reason;
    const given = await freezeOne({ couponCodes: ['SCARCE'] });
    expect(await reasonOf()).toBe('HELD');
    await pricing.cancelQuotes([given]);
    const paid = await freezeOne({ couponCodes: ['SCARCE'] });
    expect(paid.state).toBe('FROZEN');
    await pricing.confirmQuotes([paid]);
    expect(await reasonOf()).toBe('USED_UP');
  });
});

describe('in a race', () => {
  // On connections that are still being opened the first buyer would be done before the others begin: no race at all.
  beforeAll(() => Promise.all(Array.from({ length: 10 }, () => db.query({ text: 'select pg_sleep(0.05)' }))));

  test('the single use of a coupon goes to exactly one of 50 buyers', async () => {
    await coupon('ONLYONE', { usageLimit: 1 });
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => freezeOne({ couponCodes: ['ONLYONE'] })));
    expect(outcomes.filter(({ state }) => state === 'FROZEN')).toHaveLength(1);
    const reasons = outcomes.flatMap(({ rejectedCoupons }) => rejectedCoupons.map(({ reason }) => reason));
    expect(reasons).toEqual(Array<string>(49).fill('HELD'));
    expect(await usesOf('ONLYONE')).toBe(1);
  });

  test('the single use of a customer goes to one of her 20 orders', async () => {
    await coupon('HERS', { perCustomerLimit: 1 });
    const customerId = uuidv7();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => freezeOne({ couponCodes: ['HERS'], customerId })));
    expect(outcomes.filter(({ state }) => state === 'FROZEN')).toHaveLength(1);
  });

  test('the same placement frozen by many at once claims once, and all are told the same', async () => {
    await coupon('SAME', { usageLimit: 10 });
    const command = freeze({ couponCodes: ['SAME'] });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => pricing.freezeQuotes([command])));
    expect(new Set(outcomes.map(([outcome]) => `${outcome?.state} ${outcome?.quote?.totalMinor}`)).size).toBe(1);
    expect(await usesOf('SAME')).toBe(1);
  });

  test('freezes and cancels of the same placements, in opposite order, end with nothing claimed', async () => {
    await Promise.all([coupon('LEFT', { usageLimit: 100 }), coupon('RIGHT', { usageLimit: 100 })]);
    const batch = Array.from({ length: 20 }, (_, index) => freeze({ couponCodes: index % 2 ? ['LEFT', 'RIGHT'] : ['RIGHT', 'LEFT'] }));
    await Promise.all(
      [1, 2, 3, 4, 5].flatMap(() => [
        pricing.freezeQuotes(batch),
        pricing.cancelQuotes(batch.toReversed()),
        pricing.freezeQuotes(batch.toReversed()),
        pricing.cancelQuotes(batch),
      ]),
    );
    const outcomes = await pricing.cancelQuotes(batch);
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['CANCELLED']));
    expect([await usesOf('LEFT'), await usesOf('RIGHT')]).toEqual([0, 0]);
  });

  test('a new limit below the uses so far makes a coupon used up', async () => {
    await coupon('SHRINK', { usageLimit: 3 });
    await pricing.confirmQuotes([await freezeOne({ couponCodes: ['SHRINK'] })]);
    await coupon('SHRINK', { usageLimit: 0 });
    expect((await freezeOne({ couponCodes: ['SHRINK'] })).rejectedCoupons[0]?.reason).toBe('USED_UP');
  });
});

test('after all of this no invariant of the room is violated', async () => {
  expect(await violations()).toEqual([]);
});
