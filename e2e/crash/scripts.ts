import { setTimeout as sleep } from 'node:timers/promises';
import { cancelOrder, type Purchase, placeOrder, purchase, type ReadOrder, readOrder } from '../support/place-order.ts';
import type { StackProcess } from '../support/stack-process.ts';
import { type ScriptName, scriptOf } from './failpoints.ts';
import { finalAnswer } from './verify.ts';

/** A running shop, and ada's access token. */
export interface Shop {
  stack: StackProcess;
  token: string;
}

type Script = (shop: Shop, failpoint: string) => Promise<(after: Shop) => Promise<void>>;

const basket = (key: string, token = 'tok_ok'): Purchase =>
  purchase(key, [{ sku: 'MUG-CLASSIC', quantity: 4 }], { token, couponCodes: ['TAKE5'], redeemPoints: 5 });

/** A request that the shop's death may leave without an answer. */
const dying = (request: Promise<unknown>): Promise<void> =>
  request.then(
    () => undefined,
    () => undefined,
  );

const place = (shop: Shop, input: Purchase) => placeOrder(shop.stack.url, input, shop);

async function placed(shop: Shop, input: Purchase): Promise<string> {
  const answer = await finalAnswer(shop.stack.url, input, shop);
  if (typeof answer === 'string' || answer.kind !== 'OrderPlaced') throw new Error(`not placed, but ${JSON.stringify(answer)}`);
  return answer.id;
}

/** Waits until the order reads as it must. */
async function untilOrder(shop: Shop, id: string, wanted: Pick<ReadOrder, 'status'> & { paymentStatus?: string }): Promise<void> {
  let order: ReadOrder | null = null;
  for (const until = Date.now() + 15_000; Date.now() < until; await sleep(20)) {
    order = await readOrder(shop.stack.url, id, null, shop);
    if (order?.status === wanted.status && order.paymentStatus === (wanted.paymentStatus ?? order.paymentStatus)) return;
  }
  throw new Error(`the order must be ${JSON.stringify(wanted)}, and is ${JSON.stringify(order)}`);
}

const paid = { status: 'CONFIRMED', paymentStatus: 'PAID' };

const scripts: Readonly<Record<Exclude<ScriptName, 'deliver'>, Script>> = {
  place: async (shop, failpoint) => {
    const input = basket(`dies at ${failpoint}`);
    await shop.stack.arm(`${failpoint}=kill`);
    await dying(place(shop, input));
    return async (after) => untilOrder(after, await placed(after, input), paid);
  },
  decline: async (shop, failpoint) => {
    const input = basket(`dies at ${failpoint}`, 'tok_declined');
    await shop.stack.arm(`${failpoint}=kill`);
    await dying(place(shop, input));
    return async (after) => {
      const answer = await finalAnswer(after.stack.url, input, after);
      if (typeof answer === 'string' || answer.kind !== 'OrderRejected' || answer.problems.join() !== 'PAYMENT_DECLINED')
        throw new Error(`not declined, but ${JSON.stringify(answer)}`);
    };
  },
  cancel: async (shop, failpoint) => {
    const orderId = await placeAndPay(shop, `dies at ${failpoint}`);
    await shop.stack.arm(`${failpoint}=kill`);
    return cancelAndDie(shop, orderId, failpoint, 'REFUNDED');
  },
  cancelBeforeCapture: async (shop, failpoint) => {
    await shop.stack.arm('orders.commit_stock.before_call=throw');
    const orderId = await placed(shop, basket(`dies at ${failpoint}`));
    const after = cancelAndDie(shop, orderId, failpoint, 'VOIDED');
    await untilOrder(shop, orderId, { status: 'CANCELLED' });
    await shop.stack.arm(`${failpoint}=kill`);
    return after;
  },
};

/** Tells the failpoint's story until the shop dies there; gives what must be true of it in the shop that comes after. */
export const tell: Script = (shop, failpoint) => {
  const name = scriptOf(failpoint);
  if (name === undefined || name === 'deliver') throw new Error(`no client's story reaches ${failpoint}`);
  return scripts[name](shop, failpoint);
};

/** An order that is placed and paid for; gives its id. */
export async function placeAndPay(shop: Shop, key: string): Promise<string> {
  const id = await placed(shop, basket(key));
  await untilOrder(shop, id, paid);
  return id;
}

async function cancelAndDie({ stack, token }: Shop, orderId: string, failpoint: string, paymentStatus: string) {
  const input = { orderId, idempotencyKey: `cancel ${failpoint}` };
  await dying(cancelOrder(stack.url, input, { token }));
  return async (after: Shop): Promise<void> => {
    const answer = await cancelOrder(after.stack.url, input, after);
    if (answer !== 'OrderCancelled') throw new Error(`not cancelled, but ${answer}`);
    await untilOrder(after, orderId, { status: 'CANCELLED', paymentStatus });
  };
}
