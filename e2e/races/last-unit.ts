import { buyOne, readAnswer } from './buy.ts';
import { judgeClaims } from './judge-claims.ts';
import { openNaiveClaims } from './naive-claims.ts';
import type { Race } from './race.ts';

export const lastUnit: Race = {
  name: 'last unit',
  promise: 'The last unit goes to exactly one of many buyers; the others are told that the stock is gone.',
  inShop: async (shop, round) => {
    const sku = round.name.toUpperCase();
    await shop.stockUp(sku, 1);
    return {
      ask: async (index) => readAnswer(await buyOne(shop, round, index, sku), { total: '15.00 USD', refusal: 'INSUFFICIENT_STOCK' }),
      verdict: async (answers) => {
        await shop.settled();
        return judgeClaims({ limit: 1, answers, taken: 1 - (await shop.availableOf(sku)) });
      },
    };
  },
  naively: (pool, round) => openNaiveClaims(pool, round, 1),
};
