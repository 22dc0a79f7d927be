import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDice } from '../crash/dice.ts';
import { readRows } from '../placing/read-rows.ts';
import { wrongIn } from './judge.ts';
import { type MoneyShop, openMoneyShop } from './open-money-shop.ts';
import { type Quoted, quoteMany, wrongOrders, wrongQuotes } from './run-money.ts';
import type { Twist } from './work-out.ts';

/** MONEY_SEED repeats an earlier run. */
const seed = Number(process.env['MONEY_SEED'] ?? Date.now() % 1_000_000);

let money: MoneyShop;
let quoted: Quoted[];
beforeAll(async () => {
  money = await openMoneyShop();
  quoted = await quoteMany(money, createDice(seed), 1_000);
});
afterAll(() => money?.shop.close());

test('a thousand random baskets cost what the law and the price list say, to the last cent', () => {
  console.log(`MONEY_SEED=${seed}`);
  expect(wrongQuotes(money, quoted).slice(0, 5)).toEqual([]);
});

test('the thousand meet added and included taxes of fifteen countries, mixed rates, taxed shipping, coupons and points of four currencies', () => {
  const met = (what: (told: Quoted) => boolean): number => quoted.filter(what).length;
  expect(new Set(quoted.flatMap(({ told }) => told.taxes.map(({ country }) => country))).size).toBe(15);
  expect(met(({ told }) => told.taxes.length > 1)).toBeGreaterThan(100);
  expect(met(({ told }) => told.discounts.filter(({ kind }) => kind === 'COUPON').length > 1)).toBeGreaterThan(20);
  for (const currency of ['USD', 'EUR', 'GBP', 'JPY'])
    expect(met(({ told, drawn }) => drawn.basket.currency === currency && told.pointsRedeemed > 0)).toBeGreaterThan(20);
});

test('150 of them are bought for what was quoted: order, payment, discounts and taxes by rate agree', async () => {
  const { bought, wrong } = await wrongOrders(money, quoted, 150);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(bought).toBe(150);
});

test.each<[string, Twist]>([
  ['rounds half to even', { mode: 'HALF_EVEN' }],
  ['rounds down', { mode: 'DOWN' }],
  ['rounds each line', { per: 'LINE' }],
  ['rounds once a rate', { per: 'RATE' }],
  ['leaves shipping untaxed', { bareShipping: true }],
  ['takes a point for a minor unit', { flatPoints: true }],
])('a judge who %s would not agree: what is compared is not blind to it', (_, twist) => {
  expect(quoted.filter(({ drawn, told }) => wrongIn(money, drawn, told, twist).length > 0).length).toBeGreaterThan(0);
});

test('a rate whose rounding was planted wrong in the shop is found', async () => {
  await readRows(money.shop, 'pricing', `update tax_rates set rounding = 'UP' where country = 'DE'`);
  const germans = (await quoteMany(money, createDice(seed), 300)).filter(({ drawn }) => drawn.basket.to?.country === 'DE');
  expect(wrongQuotes(money, germans).length).toBeGreaterThan(0);
});
