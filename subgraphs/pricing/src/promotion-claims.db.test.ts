import { uuidv7 } from '@cartograph/kit/ids';
import { freshDatabase } from '@cartograph/kit/testing/fresh-database';
import { expect, test } from 'vitest';
import { checks } from '#checks';
import { commands } from '#commands';
import { insertPromotion, turnBook } from '#promotion-store';
import type { Promotion } from '#rules/promotion';
import { promotion } from '#testing/rules';

/** A shop with mugs at 12.50 and these promotions. */
async function shop(...promotions: Partial<Promotion>[]) {
  const db = await freshDatabase('pricing', true);
  const pricing = commands(db);
  await pricing.importPricing({
    prices: [{ sku: 'MUG', currency: 'USD', listMinor: 1250n, breaks: [] }],
    coupons: [{ code: 'FIVE', basisPoints: 500 }],
  });
  const add = async (terms: Partial<Promotion>) => {
    const id = uuidv7();
    await db.transaction(async (tx) => {
      await insertPromotion(tx, promotion(terms.code ?? `P-${id}`.toUpperCase(), { ...terms, id }));
      await turnBook(tx);
    });
    return id;
  };
  for (const terms of promotions) await add(terms);
  const command = (change = {}) => ({
    placementId: uuidv7(),
    currency: 'USD' as const,
    lines: [{ sku: 'MUG', quantity: 2 }],
    destination: null,
    couponCodes: [] as string[],
    redeemPoints: 0,
    customerId: null,
    buyerKey: null,
    ...change,
  });
  const buy = async (change = {}) => {
    const [outcome] = await pricing.freezeQuotes([command(change)]);
    if (!outcome) throw new Error('no outcome');
    return outcome;
  };
  const total = async (change = {}) => (await buy(change)).quote?.totalMinor;
  const statements = async (work: () => Promise<unknown>) => {
    const before = db.statements();
    await work();
    return db.statements() - before;
  };
  const violations = async () => (await Promise.all(checks.own.map(({ sql }) => db.query({ text: sql })))).flat();
  return { db, pricing, add, buy, total, command, statements, violations };
}

test('a promotion that goes live counts for the next order, whichever process has read the ones before', async () => {
  const { add, total } = await shop();
  expect(await total()).toBe(2500n);
  await add({});
  expect(await total()).toBe(2250n);
});

test('without limits a promotion costs an order no statement, with limits as many as a coupon and one', async () => {
  const { pricing, command, statements, add } = await shop({});
  const batch = () => Array.from({ length: 20 }, () => command());
  await pricing.freezeQuotes(batch());
  expect(await statements(() => pricing.freezeQuotes(batch()))).toBe(2);
  await add({ usageLimit: 1000 });
  const limited = batch();
  await pricing.freezeQuotes([command()]);
  expect(await statements(() => pricing.freezeQuotes(limited))).toBe(6);
  expect(await statements(() => pricing.freezeQuotes([command({ couponCodes: ['FIVE'] })]))).toBe(5);
  expect(await statements(() => pricing.confirmQuotes(limited))).toBe(1);
  expect(await statements(() => pricing.returnCoupons(limited))).toBe(6);
});

test('the last use goes to one of many orders at once, is given back with the order, and goes to the next', async () => {
  const { db, buy, pricing, violations } = await shop({ usageLimit: 1 });
  await Promise.all(Array.from({ length: 10 }, () => db.query({ text: 'select pg_sleep(0.05)' })));
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => buy()));
  const winners = outcomes.filter(({ quote }) => quote?.totalMinor === 2250n);
  expect([winners.length, outcomes.filter(({ quote }) => quote?.totalMinor === 2500n).length]).toEqual([1, 29]);
  await pricing.cancelQuotes(winners.map(({ placementId }) => ({ placementId })));
  expect((await buy()).quote?.totalMinor).toBe(2250n);
  expect(await violations()).toEqual([]);
});

test('in one batch the last use goes to the first', async () => {
  const { pricing, command } = await shop({ usageLimit: 1 });
  const outcomes = await pricing.freezeQuotes([command(), command(), command()]);
  expect(outcomes.map(({ quote }) => quote?.totalMinor)).toEqual([2250n, 2500n, 2500n]);
});

test('once a person: by account and by e-mail', async () => {
  const { total } = await shop({ usageLimitPerCustomer: 1 });
  const ada = uuidv7();
  expect([await total({ customerId: ada, buyerKey: 'ada' }), await total({ customerId: ada }), await total({ buyerKey: 'ada' })]).toEqual([
    2250n,
    2500n,
    2500n,
  ]);
  expect([await total({ buyerKey: 'bob' }), await total({ buyerKey: 'bob' })]).toEqual([2250n, 2500n]);
});

test('two first orders of one person at once are one first order', async () => {
  const { total } = await shop({ conditions: [{ kind: 'FIRST_ORDER' }] });
  const both = await Promise.all([total({ buyerKey: 'ada' }), total({ buyerKey: 'ada' })]);
  expect(both.toSorted()).toEqual([2250n, 2500n]);
});

test('a promotion that is not over yet, not begun, or switched off does as it says', async () => {
  const [past, future] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)];
  const { total } = await shop(
    { startsAt: past, endsAt: future },
    { startsAt: future },
    { startsAt: new Date(past.getTime() - 1), endsAt: past },
    { active: false },
    { needsCoupon: true },
  );
  expect(await total()).toBe(2250n);
});

test('a coupon that gives way to a promotion is rejected, claims nothing, and the order is not placed without it', async () => {
  const { db, buy, violations } = await shop({ stacking: 'EXCLUSIVE' });
  const outcome = await buy({ couponCodes: ['FIVE'] });
  expect(outcome).toMatchObject({ state: 'REFUSED', rejectedCoupons: [{ coupon: 'FIVE', reason: 'NOT_APPLICABLE' }] });
  expect(await db.query({ text: 'select from coupon_claims' })).toEqual([]);
  expect(await violations()).toEqual([]);
});
