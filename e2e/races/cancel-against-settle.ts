import { setTimeout as sleep } from 'node:timers/promises';
import { cancelOrder, purchase } from '../support/place-order.ts';
import { buyOne, untilFinal, waitMs } from './buy.ts';
import { type Cancellations, judgeCancellations } from './judge-cancellations.ts';
import { naiveCancellations } from './naive-cancellations.ts';
import type { Race } from './race.ts';
import type { Shop } from './shop.ts';

const redeemPoints = 10;
/** Settling begins with the answer, and takes about as long. */
const patienceMs = 60;
/** How often a client that does not wait asks for the cancellation of an order that is not there yet. */
const pollMs = 10;

const placeAtOnce = `mutation PlaceAtOnce($input: PlaceOrderInput!) {
  placeOrder(input: $input) {
    __typename ... on OrderPlaced { placement { id } } ... on OrderPending { placement { id } } ... on OrderRejected { problems { code } }
  }
}`;

interface PlacedAtOnce {
  placeOrder: { __typename: string; placement?: { id: string } | null };
}

interface Cancelled {
  /** Of the SKU and of the coupon. */
  name: string;
  token: string;
  ids: readonly string[];
  parallel: number;
  balance: number;
}

async function readBooks(shop: Shop, { name, token, ids, parallel, balance }: Cancelled): Promise<Omit<Cancellations, 'answers'>> {
  // Right is voided with nothing taken, or refunded all that was taken; whatever else keeps money.
  const [money] = await shop.readRows<{ unpaid: number; twice: number }>(
    'payments',
    `select count(*) filter (where not (c.state = 'VOIDED' and c.captured_minor = 0
                                        or c.state = 'CAPTURED' and c.captured_minor > 0 and r.paid = c.captured_minor))::int as unpaid,
            count(*) filter (where r.count > 1 or r.paid > c.captured_minor)::int as twice
     from simulator.charges c,
          lateral (select count(*), coalesce(sum(amount_minor), 0) as paid from simulator.refunds where charge_key = c.key) r
     where c.key = any($1)`,
    [ids],
  );
  const [order] = await shop.readRows<{ voided: number; refunded: number }>(
    'orders',
    `select count(*) filter (where payment_status = 'VOIDED')::int as voided,
            count(*) filter (where payment_status = 'REFUNDED')::int as refunded
     from orders where id = any($1::uuid[]) and status = 'CANCELLED'`,
    [ids],
  );
  const { voided, refunded } = order ?? { voided: Number.NaN, refunded: Number.NaN };
  const [coupon] = await shop.readRows<{ uses: number }>('pricing', 'select uses from coupons where code = $1', [name]);
  const { available, pending, reserved } = await shop.pointsOf(token);
  return {
    unpaidBack: money?.unpaid ?? Number.NaN,
    paidBackTwice: money?.twice ?? Number.NaN,
    ways: { voided, refunded },
    returned: {
      'orders read cancelled': { due: parallel, found: voided + refunded },
      'units are back': { due: parallel, found: await shop.availableOf(name) },
      'uses of the coupon are left': { due: 0, found: coupon?.uses ?? Number.NaN },
      'points are back': { due: balance, found: available },
      'points are pending or reserved': { due: 0, found: pending + reserved },
    },
  };
}

export const cancelAgainstSettle: Race = {
  name: 'cancel against settle',
  promise: 'An order that is cancelled while it is settled ends voided or refunded once; stock, coupon and points are back once.',
  inShop: async (shop, round) => {
    const { parallel, dice } = round;
    const name = round.name.toUpperCase();
    await shop.stockUp(name, parallel);
    await shop.issueCoupon(name, parallel);
    const balance = redeemPoints * parallel;
    const token = await shop.welcome(round.name, balance);
    const pauses = Array.from({ length: parallel }, () => dice.between(0, patienceMs));
    const ids: string[] = [];
    const more = { couponCodes: [name], redeemPoints };
    const cancel = async (index: number, orderId: string): Promise<string> => {
      ids.push(orderId);
      const input = { orderId, idempotencyKey: `${round.name} ${index}` };
      for (const limit = Date.now() + 2 * waitMs; ; await sleep(pollMs)) {
        const told = await untilFinal(round, () => cancelOrder(shop.url, input, { token }), Boolean);
        if (told === 'OrderCancelled') return 'won';
        if (told !== 'NotFound' || Date.now() > limit) return told;
      }
    };
    /** Cancels what was answered, some time later. */
    const waitAndCancel = async (index: number): Promise<string> => {
      const placed = await buyOne(shop, round, index, name, more, token);
      if (placed.kind !== 'OrderPlaced') return JSON.stringify(placed);
      await sleep(pauses[index]);
      return cancel(index, placed.id);
    };
    /** Knows the order by its placement, and cancels it in the moment it is there. */
    const cancelAtOnce = async (index: number): Promise<string> => {
      const input = purchase(`${round.name} ${index}`, [{ sku: name, quantity: 1 }], { ...more, waitMs: 0 });
      const { placeOrder } = await untilFinal(round, () => shop.askFor<PlacedAtOnce>(placeAtOnce, { input }, token), Boolean);
      return placeOrder.placement ? cancel(index, placeOrder.placement.id) : JSON.stringify(placeOrder);
    };
    return {
      ask: (index) => (index % 2 === 0 ? waitAndCancel(index) : cancelAtOnce(index)),
      verdict: async (answers) => {
        await shop.settled();
        return judgeCancellations({ answers, ...(await readBooks(shop, { name, token, ids, parallel, balance })) });
      },
    };
  },
  naively: naiveCancellations,
};
