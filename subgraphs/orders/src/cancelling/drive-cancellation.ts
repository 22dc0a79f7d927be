import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { uuidFromName } from '@cartograph/kit/ids';
import type { Progress, Retryable } from '@cartograph/kit/work';
import { findCancellation, finishCancellation } from '#cancelling/cancellation-store';
import type { Calls } from '#placing/calls';
import type { ServerLife } from '#placing/server-life';
import type { Watch } from '#placing/watch';

/** While the placement is still being settled, it is looked at this often. */
const settlePollMs = 200;

/** One cancellation has one refund, however often it is driven. */
export const refundIdOf = (orderId: string): string => uuidFromName(`cancellation refund ${orderId}`);

interface Dependencies {
  db: Database;
  calls: Calls;
  watch: Watch;
  life: ServerLife;
  placements: Retryable;
}

/**
 * Drives one cancellation to its end, by commands that can be repeated: stock, coupons and points return, then the payment is
 * voided or, when it was captured already, refunded. It waits until the placement is settled, so that nothing is returned before
 * it was taken.
 */
export function createCancellationDrive({ db, calls, watch, life, placements }: Dependencies): (orderId: string) => Promise<Progress> {
  return async (orderId) => {
    const token = await life.token();
    const cancellation = await findCancellation(db, orderId);
    if (!cancellation || cancellation.state === 'completed') return { kind: 'finished' };
    if (!cancellation.settled) {
      // It need not be captured any more: drive it on. What waits for a person for another reason is left to them.
      if (cancellation.captureRefused) await placements.retry(orderId);
      return { kind: 'wait', ms: settlePollMs };
    }
    const command = { placementId: orderId };
    await returnGoods(calls, command, cancellation.customerId);
    const paymentStatus = await returnMoney(calls, orderId);
    failpoint('orders.finish_cancel.before_persist');
    const ended = await finishCancellation(db, orderId, paymentStatus, token);
    failpoint('orders.finish_cancel.after_persist');
    if (!ended) {
      life.doubt();
      return { kind: 'wait', ms: 0 };
    }
    watch.tell(orderId);
    return { kind: 'finished' };
  };
}

/** All three are waited for, so that none runs on behind the next attempt's back. What is still held was never committed: ask again. */
async function returnGoods(calls: Calls, command: { placementId: string }, customerId: string | null): Promise<void> {
  const returned = await Promise.allSettled([
    calls.inventory.returnStock(command),
    calls.pricing.returnCoupons(command),
    ...(customerId === null ? [] : [calls.customers.reversePoints(command)]),
  ]);
  for (const result of returned) {
    if (result.status === 'rejected') throw result.reason;
    const { state } = result.value;
    if (state === 'HELD' || state === 'FROZEN') throw new Error(`a room says ${state} of what a settled order has to return`);
  }
}

/**
 * Void and capture exclude each other, so the void's answer tells which of the two is right. While it is not known, a refund would
 * find nothing captured and give nothing back, and the capture could still succeed: ask again.
 */
async function returnMoney({ payments }: Calls, orderId: string): Promise<'VOIDED' | 'REFUNDED'> {
  const voided = await payments.voidPayments({ placementId: orderId });
  if (voided.state === 'VOIDED' || voided.state === 'DECLINED') return 'VOIDED';
  if (voided.state !== 'CAPTURED' && voided.state !== 'REFUNDED') throw new Error(`the payment is ${voided.state}, not let go yet`);
  const refunded = await payments.refundPayments({ placementId: orderId, refundId: refundIdOf(orderId), amountMinor: null });
  if (refunded.state === 'REFUNDED') return 'REFUNDED';
  throw new Error(`the payment is ${refunded.state}, not returned yet`);
}
