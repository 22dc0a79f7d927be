import { buyOne, readAnswer } from './buy.ts';
import { judgeClaims } from './judge-claims.ts';
import { openNaiveClaims } from './naive-claims.ts';
import type { Race } from './race.ts';

/** A coupon of 10 % on goods of 10.00, and 5.00 for shipping. */
const seen = { total: '14.00 USD', refusal: 'COUPON_REJECTED' };

export const couponFor = (limit: number): Race => ({
  name: `coupon for ${limit}`,
  promise: `A coupon with a limit of ${limit} is used exactly so often; the other orders are refused, not placed without it.`,
  inShop: async (shop, round) => {
    const name = round.name.toUpperCase();
    await shop.stockUp(name, round.parallel);
    await shop.issueCoupon(name, limit);
    return {
      ask: async (index) => readAnswer(await buyOne(shop, round, index, name, { couponCodes: [name] }), seen),
      verdict: async (answers) => {
        await shop.settled();
        const [coupon] = await shop.readRows<{ uses: number }>('pricing', 'select uses from coupons where code = $1', [name]);
        const verdict = judgeClaims({ limit, answers, taken: coupon?.uses ?? Number.NaN });
        const sold = round.parallel - (await shop.availableOf(name));
        if (sold !== verdict.winners) verdict.anomalies.push(`${verdict.winners} orders, and ${sold} units are gone`);
        return verdict;
      },
    };
  },
  naively: (pool, round) => openNaiveClaims(pool, round, limit),
});
