import { cancelOrder, placeOrder, purchase, readOrder } from '../support/place-order.ts';
import { until } from '../support/until.ts';
import { placeFinally, untilFinal, waitMs } from './buy.ts';
import { judgeClaims } from './judge-claims.ts';
import { inTransaction, makeTable, readNumber } from './naive.ts';
import type { Race, Verdict } from './race.ts';

/** Each key is sent twice, as by a client that lost patience. */
const keyOf = (index: number): number => Math.floor(index / 2);

interface Refunds {
  answers: readonly string[];
  /** All in minor units. */
  captured: number;
  refunded: number;
  /** How many the provider made. */
  count: number;
}

/** One key wins, with all that were sent under it; the money goes back once, all of it. */
function judgeRefunds({ answers, captured, refunded, count }: Refunds): Verdict {
  const byKey = new Map<number, Set<string>>();
  for (const [index, answer] of answers.entries()) byKey.set(keyOf(index), (byKey.get(keyOf(index)) ?? new Set()).add(answer));
  const verdict = judgeClaims({ limit: 1, answers: [...byKey.values()].map((told) => [...told].join(' and ')), taken: count });
  if (captured <= 0 || refunded !== captured) verdict.anomalies.push(`${refunded} of ${captured} went back`);
  return verdict;
}

const wordFor: Readonly<Record<string, string>> = { OrderCancelled: 'won', CannotCancelOrder: 'refused' };

export const refundTwice: Race = {
  name: 'refund twice',
  promise: 'An order that is paid and cancelled from many places at once is refunded once, all that was captured.',
  inShop: async (shop, round) => {
    const sku = round.name.toUpperCase();
    await shop.stockUp(sku, 1);
    const email = `${round.name}@example.org`;
    const placed = await placeFinally(round, () => placeOrder(shop.url, purchase(round.name, [{ sku, quantity: 1 }], { email, waitMs })));
    if (placed.kind !== 'OrderPlaced') throw new Error(`not placed: ${JSON.stringify(placed)}`);
    const { id: orderId, accessToken } = placed;
    await until(
      () => readOrder(shop.url, orderId, accessToken),
      (order) => order?.payments?.[0]?.status === 'CAPTURED',
    );
    return {
      ask: async (index) => {
        const input = { orderId, accessToken, idempotencyKey: `${round.name} ${keyOf(index)}` };
        const told = await untilFinal(round, () => cancelOrder(shop.url, input), Boolean);
        return wordFor[told] ?? told;
      },
      verdict: async (answers) => {
        await shop.settled();
        const [charge] = await shop.readRows<{ captured: number; refunded: number; count: number }>(
          'payments',
          `select captured_minor::int as captured, refunded_minor::int as refunded,
                  (select count(*)::int from simulator.refunds r where r.charge_key = c.key) as count
           from simulator.charges c where key = $1`,
          [orderId],
        );
        if (!charge) throw new Error('the provider knows no such charge');
        const verdict = judgeRefunds({ answers, ...charge });
        const order = await readOrder(shop.url, orderId, accessToken);
        if (order?.paymentStatus !== 'REFUNDED') verdict.anomalies.push(`the order reads ${order?.paymentStatus}`);
        if ((await shop.availableOf(sku)) !== 1) verdict.anomalies.push(`${await shop.availableOf(sku)} units are back, of 1`);
        return verdict;
      },
    };
  },
  naively: async (pool, { name }) => {
    const captured = 1_500;
    const payment = await makeTable(pool, `${name} payment`, 'refunded integer not null');
    const refunds = await makeTable(pool, `${name} refunds`, 'amount integer not null');
    await pool.query(`insert into ${payment} values (0)`);
    return {
      ask: () =>
        inTransaction(pool, async (tx) => {
          const amount = captured - (await readNumber(tx, `select refunded from ${payment}`));
          if (amount <= 0) return 'refused';
          await tx.query(`insert into ${refunds} values ($1)`, [amount]);
          await tx.query(`update ${payment} set refunded = $1`, [captured]);
          return 'won';
        }),
      verdict: async (answers) => {
        const refunded = await readNumber(pool, `select coalesce(sum(amount), 0) from ${refunds}`);
        return judgeRefunds({ answers, captured, refunded, count: await readNumber(pool, `select count(*) from ${refunds}`) });
      },
    };
  },
};
