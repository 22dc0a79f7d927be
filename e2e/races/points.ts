import { buyOne, readAnswer } from './buy.ts';
import { judgeClaims } from './judge-claims.ts';
import { openNaiveClaims } from './naive-claims.ts';
import type { Race } from './race.ts';

/** Enough for three orders, and for a part of a fourth. */
const balance = 1_000;
const redeemPoints = 300;
const limit = Math.floor(balance / redeemPoints);
/** Goods of 10.00 and 5.00 for shipping, less 300 points. */
const seen = { total: '12.00 USD', refusal: 'INSUFFICIENT_POINTS' };

export const points: Race = {
  name: 'points beyond the balance',
  promise: 'Orders at once never redeem more points than there are: as many as the balance pays for, and no other.',
  inShop: async (shop, round) => {
    const sku = round.name.toUpperCase();
    await shop.stockUp(sku, round.parallel);
    const token = await shop.welcome(round.name, balance);
    return {
      ask: async (index) => readAnswer(await buyOne(shop, round, index, sku, { redeemPoints }, token), seen),
      verdict: async (answers) => {
        await shop.settled();
        const { available, reserved } = await shop.pointsOf(token);
        const verdict = judgeClaims({ limit, answers, taken: (balance - available) / redeemPoints });
        if (reserved !== 0) verdict.anomalies.push(`${reserved} points are still reserved`);
        return verdict;
      },
    };
  },
  naively: (pool, round) => openNaiveClaims(pool, round, balance, redeemPoints),
};
