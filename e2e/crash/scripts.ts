import { setTimeout as sleep } from 'node:timers/promises';
import { answerChallenge } from '../processes/challenge.ts';
import { askFor, signIn } from '../support/ask.ts';
import { cancelOrder, cancelPlacement, type Purchase, placeOrder, purchase, type ReadOrder, readOrder } from '../support/place-order.ts';
import { backorder, receive, untilAllocated } from './backorder.ts';
import type { ScriptName } from './failpoints.ts';
import { finalAnswer } from './verify.ts';

/** A shop that sells, and ada's access token. */
interface OpenShop {
  url: string;
  token: string;
}

/** One that can be made to die. */
export interface Shop extends OpenShop {
  /** Makes the shop ready to die at the place that a story is told of. */
  setTrap(): Promise<void>;
  /** Until the next call, or the trap, orders cannot settle; false: it can again. */
  holdSettlement(on: boolean): Promise<void>;
}

/** Gives what must be true once the shop runs again. */
type Script = (shop: Shop, key: string) => Promise<() => Promise<void>>;

const basket = (key: string, token = 'tok_ok'): Purchase =>
  purchase(key, [{ sku: 'MUG-CLASSIC', quantity: 4 }], { token, couponCodes: ['TAKE5'], redeemPoints: 5 });

/** A request that the shop's death may leave without an answer. */
const dying = <T>(request: Promise<T>): Promise<T | undefined> => request.catch(() => undefined);

/** What the shop says once it can: a door may still be closed for a moment after a room came back. */
const patient = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
  let failed: unknown;
  for (const limit = Date.now() + 60_000; ; await sleep(40)) {
    const said = await ask().catch((error: unknown) => {
      failed = error;
      return undefined;
    });
    if (said !== undefined) return said;
    if (Date.now() > limit) throw new Error('no answer for 60 s', { cause: failed });
  }
};

const place = (shop: OpenShop, input: Purchase) => placeOrder(shop.url, input, shop);

async function placed(shop: OpenShop, input: Purchase): Promise<string> {
  const answer = await patient(() => finalAnswer(shop.url, input, shop));
  if (typeof answer === 'string' || answer.kind !== 'OrderPlaced') throw new Error(`not placed, but ${JSON.stringify(answer)}`);
  return answer.id;
}

/** Waits until the order reads as it must. */
async function untilOrder(shop: OpenShop, id: string, wanted: Pick<ReadOrder, 'status'> & { paymentStatus?: string }): Promise<void> {
  let order: ReadOrder | null = null;
  for (const until = Date.now() + 40_000; Date.now() < until; await sleep(20)) {
    order = (await dying(readOrder(shop.url, id, null, shop))) ?? null;
    if (order?.status === wanted.status && order.paymentStatus === (wanted.paymentStatus ?? order.paymentStatus)) return;
  }
  throw new Error(`the order must be ${JSON.stringify(wanted)}, and is ${JSON.stringify(order)}`);
}

const paid = { status: 'CONFIRMED', paymentStatus: 'PAID' };

const scripts: Readonly<Record<ScriptName, Script>> = {
  place: async (shop, key) => {
    const input = basket(key);
    await shop.setTrap();
    const told = await dying(place(shop, input));
    return async () => {
      const id = await placed(shop, input);
      if (told !== undefined && told.kind !== 'OrderPending' && (told.kind !== 'OrderPlaced' || told.id !== id))
        throw new Error(`placed, but told ${JSON.stringify(told)}`);
      await untilOrder(shop, id, paid);
    };
  },
  decline: async (shop, key) => {
    const input = basket(key, 'tok_declined');
    await shop.setTrap();
    const told = await dying(place(shop, input));
    return async () => {
      if (told?.kind === 'OrderPlaced') throw new Error(`told ${JSON.stringify(told)} of a card that is declined`);
      const answer = await patient(() => finalAnswer(shop.url, input, shop));
      if (typeof answer === 'string' || answer.kind !== 'OrderRejected' || answer.problems.join() !== 'PAYMENT_DECLINED')
        throw new Error(`not declined, but ${JSON.stringify(answer)}`);
    };
  },
  challenge: async (shop, key) => {
    const input = basket(key, 'tok_challenge');
    await shop.setTrap();
    await dying(place(shop, input));
    return async () => {
      await answerChallenge((await atBank(shop, input)).page, 'accept');
      await untilOrder(shop, await placed(shop, input), paid);
    };
  },
  giveUp: async (shop, key) => {
    const input = basket(key, 'tok_challenge');
    const { placementId } = await atBank(shop, input);
    await shop.setTrap();
    await dying(cancelPlacement(shop.url, { placementId }, shop));
    return async () => {
      const answer = await patient(() => cancelPlacement(shop.url, { placementId }, shop));
      if (answer !== 'PlacementCancelled') throw new Error(`not given up, but ${answer}`);
      const told = await patient(() => finalAnswer(shop.url, input, shop));
      if (typeof told === 'string' || told.kind !== 'OrderRejected') throw new Error(`given up, but ${JSON.stringify(told)}`);
    };
  },
  cancel: async (shop, key) => {
    const orderId = await placeAndPay(shop, key);
    await shop.setTrap();
    return cancelAndDie(shop, orderId, key, 'REFUNDED');
  },
  cancelBeforeCapture: async (shop, key) => {
    await shop.holdSettlement(true);
    const orderId = await placed(shop, basket(key));
    const mustHold = await cancelAndDie(shop, orderId, key, 'VOIDED');
    await untilOrder(shop, orderId, { status: 'CANCELLED' });
    await shop.setTrap();
    await shop.holdSettlement(false);
    return mustHold;
  },
  backorder: async (shop, key) => {
    const admin = { ...shop, token: await patient(() => signIn(shop.url, 'admin@example.com')) };
    await backorder(admin, 'CHAIR-OAK');
    const orderId = await placed(shop, purchase(key, [{ sku: 'CHAIR-OAK', quantity: 2 }]));
    await shop.setTrap();
    const delivery = { key, sku: 'CHAIR-OAK', quantity: 2 };
    await dying(receive(admin, delivery));
    return async () => {
      await patient(() => receive(admin, delivery));
      await patient(() => untilAllocated(admin, orderId));
    };
  },
};

/** Tells a story until the shop dies in it; gives what must be true of it in the shop that comes after. */
export const tell = (name: ScriptName, shop: Shop, key: string): ReturnType<Script> => scripts[name](shop, key);

/** An order that is placed and paid for; gives its id. */
export async function placeAndPay(shop: OpenShop, key: string): Promise<string> {
  const id = await placed(shop, basket(key));
  await untilOrder(shop, id, paid);
  return id;
}

async function cancelAndDie(shop: OpenShop, orderId: string, key: string, paymentStatus: string) {
  const input = { orderId, idempotencyKey: `cancel ${key}` };
  await dying(cancelOrder(shop.url, input, shop));
  return async (): Promise<void> => {
    const answer = await patient(() => cancelOrder(shop.url, input, shop));
    if (answer !== 'OrderCancelled') throw new Error(`not cancelled, but ${answer}`);
    await untilOrder(shop, orderId, { status: 'CANCELLED', paymentStatus });
  };
}

/** The page of the buyer's bank and the placement that waits for it, once the shop says so. */
const atBank = (shop: OpenShop, input: Purchase): Promise<{ page: string; placementId: string }> =>
  patient(async () => {
    const { placeOrder: answer } = await askFor<{ placeOrder: { redirectUrl?: string; placement?: { id: string } } }>(
      shop.url,
      `mutation ($input: PlaceOrderInput!) {
        placeOrder(input: $input) { __typename ... on PaymentActionRequired { redirectUrl placement { id } } }
      }`,
      { input },
      shop,
    );
    const { redirectUrl: page, placement } = answer;
    return page === undefined || placement === undefined ? undefined : { page, placementId: placement.id };
  });
