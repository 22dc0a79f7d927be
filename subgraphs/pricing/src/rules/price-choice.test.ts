import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choosePrice, isPublic, isSale, ordinaryPrice } from '#rules/price-choice';
import { type Price, type PriceList, unitPrice } from '#rules/price-list';
import { basket, defaultList, price, rules } from '#testing/rules';
import { priceBasket } from './quote.ts';

const at = new Date('2026-06-01T00:00:00Z');
const list = (code: string, priority: number, change: Partial<PriceList> = {}): PriceList => ({
  ...defaultList,
  code,
  priority,
  ...change,
});
const mug = (listMinor: bigint, where: PriceList, change: Partial<Price> = {}) =>
  price('MUG', 'USD', listMinor, { list: where, ...change });
const unit = (prices: readonly Price[], groups: readonly string[] = [], quantity = 1) => {
  const chosen = choosePrice(prices, { at, groups }, quantity);
  return chosen && unitPrice(chosen, quantity);
};

const ordinary = mug(1250n, defaultList);
const wholesale = mug(900n, list('wholesale', 100, { customerGroupCodes: ['trade'] }));
const june = { validFrom: new Date('2026-06-01T00:00:00Z'), validTo: new Date('2026-07-01T00:00:00Z') };
const sale = mug(1000n, list('summer', 500, june));

// The examples of docs/decisions/0055, in its order.
describe('which price counts', () => {
  test('1: everybody pays the default list', () => expect(unit([ordinary])).toBe(1250n));

  test('2: a list of a group is for its members, and for nobody else', () => {
    expect(unit([ordinary, wholesale], ['trade'])).toBe(900n);
    expect(unit([ordinary, wholesale], ['press'])).toBe(1250n);
  });

  test('3: the list that comes first counts though it is dearer: a contract is a contract', () =>
    expect(unit([ordinary, mug(1300n, list('contract', 10, { customerGroupCodes: ['trade'] })), wholesale], ['trade'])).toBe(1300n));

  test('4: of lists that come first together the cheaper one counts', () =>
    expect(unit([ordinary, wholesale, mug(850n, list('club', 100, { customerGroupCodes: ['club'] }))], ['trade', 'club'])).toBe(850n));

  test('5: of lists that come first together the quantity decides which is cheaper', () => {
    const crates = mug(950n, list('crates', 100, { customerGroupCodes: ['trade'] }), { breaks: [{ minQuantity: 12, unitMinor: 800n }] });
    expect(unit([ordinary, wholesale, crates], ['trade'], 11)).toBe(900n);
    expect(unit([ordinary, wholesale, crates], ['trade'], 12)).toBe(800n);
  });

  test('6: a sale counts from its first instant to before its last', () => {
    const unitAt = (instant: string) => choosePrice([ordinary, sale], { at: new Date(instant), groups: [] }, 1)?.listMinor;
    expect(unitAt('2026-05-31T23:59:59.999Z')).toBe(1250n);
    expect(unitAt('2026-06-01T00:00:00Z')).toBe(1000n);
    expect(unitAt('2026-06-30T23:59:59.999Z')).toBe(1000n);
    expect(unitAt('2026-07-01T00:00:00Z')).toBe(1250n);
  });

  test('7: a price within a list ends like the list', () => {
    const first = mug(1100n, list('summer', 500, june), { validTo: new Date('2026-06-10T00:00:00Z') });
    const then = mug(1050n, list('summer', 500, june), { validFrom: new Date('2026-06-10T00:00:00Z') });
    expect(unit([ordinary, first, then])).toBe(1100n);
    expect(choosePrice([ordinary, first, then], { at: new Date('2026-06-10T00:00:00Z'), groups: [] }, 1)?.listMinor).toBe(1050n);
  });

  test('8: a list of another channel is not for this shop', () =>
    expect(unit([ordinary, mug(1n, list('till', 1, { channelCode: 'store' }))])).toBe(1250n));

  test('9: what stands in no list that counts has no price', () => expect(unit([wholesale])).toBeUndefined());

  test('10: the same price in two lists that come first together is that of the code that comes first', () => {
    const two = [mug(900n, list('b', 100)), mug(900n, list('a', 100))];
    expect(choosePrice(two, { at, groups: [] }, 1)?.list.code).toBe('a');
    expect(choosePrice(two.toReversed(), { at, groups: [] }, 1)?.list.code).toBe('a');
  });

  test('in whatever order prices are read, the same one counts, and none is cheaper in its place', () => {
    const prices = fc.array(
      fc.record({ minor: fc.bigInt(0n, 5n), priority: fc.integer({ min: 1, max: 3 }), code: fc.constantFrom('a', 'b', 'c', 'd') }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 20 }), (made, quantity) => {
        const all = made.map(({ minor, priority, code }, index) => mug(minor, list(`${code}${index}`, priority)));
        const chosen = choosePrice(all, { at, groups: [] }, quantity);
        expect(choosePrice(all.toReversed(), { at, groups: [] }, quantity)).toBe(chosen);
        const first = Math.min(...made.map(({ priority }) => priority));
        const least = made.filter(({ priority }) => priority === first).map(({ minor }) => minor);
        expect(chosen?.list.priority).toBe(first);
        expect(least.every((minor) => minor >= (chosen?.listMinor ?? 6n))).toBe(true);
      }),
    );
  });
});

test('a price of a group is kept from the public, and one that ends for everybody is a sale', () => {
  expect([ordinary, wholesale, sale].map(isPublic)).toEqual([true, false, true]);
  expect([ordinary, wholesale, sale].map(isSale)).toEqual([false, false, true]);
});

test('how a price came to be begins at what everybody pays, and names the list', () => {
  const customerGroups = new Map([['ada', ['trade']]]);
  const shop = { ...rules, prices: [ordinary, wholesale], customerGroups };
  expect(ordinaryPrice(shop.prices, { at, groups: ['trade'] })).toBe(ordinary);
  const outcome = priceBasket(basket({ customerId: 'ada' }), shop);
  expect(outcome).toMatchObject({
    totalMinor: 1800n,
    lines: [{ listMinor: 900n, unitMinor: 900n }],
    trace: [
      { rule: 'LIST_PRICE', afterMinor: 2500n },
      { rule: 'PRICE_LIST', label: 'price list wholesale MUG', afterMinor: 1800n },
    ],
  });
  expect(priceBasket(basket({ customerId: 'bob' }), shop)).toMatchObject({ totalMinor: 2500n });
  // What customers says as the order is placed counts before what events have told until then.
  expect(priceBasket(basket({ customerId: 'ada', groupCodes: [] }), shop)).toMatchObject({ totalMinor: 2500n });
  expect(priceBasket(basket({ customerId: 'bob', groupCodes: ['trade'] }), shop)).toMatchObject({ totalMinor: 1800n });
  expect(priceBasket(basket(), { ...rules, prices: [ordinary, sale] })).toMatchObject({
    trace: [{ rule: 'LIST_PRICE' }, { rule: 'SALE', beforeMinor: 2500n, afterMinor: 2000n }],
  });
});
