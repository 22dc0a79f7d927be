import { expect, test } from 'vitest';
import { abandonedCarts } from './carts.ts';
import { catalogue, itemOf, items } from './catalogue.ts';
import { pastOrders, soldBy } from './past-orders.ts';
import { people } from './people.ts';
import { prices } from './prices.ts';
import { pastReviews } from './reviews.ts';
import { stock } from './stock.ts';

const now = new Date('2026-03-04T10:20:30Z');
const past = pastOrders(now);
const day = 86_400_000;

test('the shelves are full: 60 products in 8 categories, 200 variants, each SKU once', () => {
  const { categories, products } = catalogue(now);
  expect(categories).toHaveLength(8);
  expect(products.length).toBeGreaterThanOrEqual(60);
  expect(items.length).toBeGreaterThanOrEqual(200);
  expect(new Set(items.map(({ sku }) => sku)).size).toBe(items.length);
  expect(new Set(products.map(({ slug }) => slug)).size).toBe(products.length);
  expect(products.filter(({ status }) => status === 'DRAFT')).toHaveLength(1);
  expect(products.filter(({ status }) => status === 'ARCHIVED')).toHaveLength(1);
});

test('the named SKUs are what they are said to be', () => {
  const { levels, locations } = stock(new Map(), now);
  const left = (sku: string) => levels.filter((level) => level.sku === sku).reduce((sum, { onHand }) => sum + onHand, 0);
  expect(locations).toHaveLength(2);
  expect(itemOf('MUG-CLASSIC').price).toBe(1250);
  expect(left('MUG-CLASSIC')).toBeGreaterThan(1_000);
  expect(itemOf('TEA-DARJEELING').product.breaks).toHaveProperty('10');
  expect(left('LAMP-BRASS')).toBe(1);
  expect(left('CHAIR-OAK')).toBe(0);
  expect(left('DESK-STANDING')).toBeGreaterThan(10);
  expect(itemOf('DESK-STANDING').price * 10).toBeGreaterThan(500_000);
  expect(itemOf('DESK-STANDING').price).toBeLessThan(500_000);
});

test('everything has a price in four currencies, and no break is dearer than the list', () => {
  const list = prices(now).prices;
  expect(list).toHaveLength(items.length * 4);
  for (const { listMinor, breaks } of list) {
    expect(listMinor).toBeGreaterThan(0n);
    for (const { unitMinor } of breaks) expect(unitMinor).toBeLessThan(listMinor);
  }
});

test('the same day gives the same orders, and another day the same purchases', () => {
  expect(pastOrders(now)).toEqual(past);
  const bought = (at: Date) =>
    pastOrders(at).map(({ person, lines }) => [person.email, ...lines.map(({ item, quantity }) => `${quantity} ${item.sku}`)].join(' '));
  expect(bought(new Date('2026-07-01T00:00:00Z')).sort()).toEqual(bought(now).sort());
});

test('ninety days of orders by many, none in the future, and most have arrived', () => {
  expect(past.length).toBeGreaterThan(250);
  const ages = past.map(({ placedAt }) => (now.getTime() - placedAt.getTime()) / day);
  expect(Math.min(...ages)).toBeGreaterThan(0);
  expect(Math.max(...ages)).toBeLessThan(90);
  expect(Math.max(...ages)).toBeGreaterThan(80);
  expect(new Set(past.map(({ person }) => person.id)).size).toBeGreaterThan(35);
  expect(new Set(past.map(({ fate }) => fate))).toEqual(new Set(['delivered', 'shipped', 'open', 'cancelled']));
  expect(past.map(({ id }) => id)).toEqual(past.map(({ id }) => id).toSorted());
  expect(new Set(past.map(({ id }) => id)).size).toBe(past.length);
});

test('what was sold is added where it is picked from, so that the promise is what is left', () => {
  const sold = soldBy(past);
  const sum = (levels: { onHand: number }[]) => levels.reduce((total, { onHand }) => total + onHand, 0);
  const all = [...sold.values()].reduce((total, quantity) => total + quantity, 0);
  expect(sum(stock(sold, now).levels) - sum(stock(new Map(), now).levels)).toBe(all);
  expect(sold.get('LAMP-BRASS')).toBeGreaterThan(0);
  expect(sold.get('CHAIR-OAK')).toBeGreaterThan(0);
});

// On the first of these days three mirrors were called off, of which the shop has none.
const openings = ['2027-06-02T02:04:12Z', '2024-02-29T23:59:59Z', '2026-03-29T01:30:00Z', '2026-10-25T00:30:00Z', '2026-12-31T23:59:59Z'];
test.each(openings)('a shop that opens at %s had on its shelves what was called off', (at) => {
  const orders = pastOrders(new Date(at));
  const shelves = Map.groupBy(stock(soldBy(orders), now).levels, ({ sku }) => sku);
  const calledOff = orders.filter(({ fate }) => fate === 'cancelled').flatMap(({ lines }) => lines);
  expect(calledOff.length).toBeGreaterThan(0);
  for (const [sku, lines] of Map.groupBy(calledOff, ({ item }) => item.sku)) {
    const there = (shelves.get(sku) ?? []).reduce((sum, { onHand }) => sum + onHand, 0);
    expect(there, sku).toBeGreaterThanOrEqual(lines.reduce((sum, { quantity }) => sum + quantity, 0));
  }
});

test('four accounts can sign in; carts were left by people who exist, with goods that exist', () => {
  expect(people.filter(({ account }) => account).map(({ email }) => email)).toEqual(
    ['ada', 'grace', 'staff', 'admin'].map((name) => `${name}@example.com`),
  );
  expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
  const carts = abandonedCarts(now);
  expect(carts.length).toBeGreaterThan(5);
  expect(carts.filter(({ customerId }) => customerId !== null)).toHaveLength(6);
});

test('what the variants of a product differ in is an option, whose colours can be shown', () => {
  const { products } = catalogue(now);
  const several = products.filter(({ variants }) => variants.length > 1);
  expect(several.filter(({ options }) => options.length !== 1)).toEqual([]);
  for (const { options, variants } of several) {
    const [option] = options;
    const chosen = variants.map((variant) => Object.entries(variant.options ?? {}));
    expect(chosen.map(([one]) => one)).toEqual(option?.values.map(({ code }) => [option.code, code]));
    expect(new Set(option?.values.map(({ code }) => code)).size).toBe(variants.length);
  }
  const codes = Map.groupBy(several, ({ options }) => options[0]?.code);
  for (const code of ['color', 'size', 'kind']) expect(codes.get(code)?.length).toBeGreaterThan(5);
  expect(several.find(({ slug }) => slug === 'classic-mug')?.options[0]).toMatchObject({
    code: 'color',
    values: [{ code: 'chalk-white', name: 'Chalk white', color: '#eceae3' }, { code: 'sand' }, { code: 'moss' }, { code: 'ink' }],
  });
});

test('some buyers say what they think of what they have, each of a product once, and none before it came', () => {
  const reviews = pastReviews(past);
  expect(reviews.length).toBeGreaterThan(60);
  expect(new Set(reviews.map(({ customerId, productId }) => `${customerId} ${productId}`)).size).toBe(reviews.length);
  expect(new Set(reviews.map(({ productId }) => productId)).size).toBeGreaterThan(25);
  expect(new Set(reviews.map(({ stars }) => stars))).toEqual(new Set([1, 2, 3, 4, 5]));
  for (const { createdAt } of reviews) expect(createdAt.getTime()).toBeLessThan(now.getTime());
  expect(pastReviews(past)).toEqual(reviews);
});
