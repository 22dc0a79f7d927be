import type { Caller } from '@cartograph/kit/caller';
import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { isUuid } from '@cartograph/kit/ids';
import {
  type IdempotencyConflict,
  type InvalidInput,
  idempotencyConflict,
  mergeInvalid,
  type NotFound,
  notFound,
} from '@cartograph/kit/problems';
import type { Work } from '@cartograph/kit/work';
import { cancelOrderRow, findCancellation, isKeyUsedElsewhere } from '#cancelling/cancellation-store';
import type { CancelOrderInput } from '#generated/resolvers';
import { mayRead } from '#order/find-order';
import type { AccessTokens } from '#order/issue-access-token';
import { loadOrders } from '#order/order-store';
import { cancelRefusal, type Order } from '#order/rules/order';
import { checkIdempotencyKey, checkOptional } from '#placing/rules/fields';
import { scopeOf } from '#placing/rules/purchase-key';
import type { Watch } from '#placing/watch';

export type CancelOrderOutcome =
  | { kind: 'cancelled'; order: Order }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'problem'; problem: InvalidInput | NotFound | IdempotencyConflict };

export interface CancelOrderDependencies {
  db: Database;
  work: Work<void>;
  watch: Watch;
  tokens: AccessTokens;
}

/** The answer waits this long for the money to be returned, so that it usually shows the order in its last state. */
const patienceMs = 3_000;

/** Cancels an order of the caller's own (staff: any). From the commit on, the rest is driven to its end whatever happens. */
export async function cancelOrder(deps: CancelOrderDependencies, input: CancelOrderInput, caller: Caller): Promise<CancelOrderOutcome> {
  const invalid = mergeInvalid([checkIdempotencyKey(input.idempotencyKey), checkOptional(input.reason, ['reason'], 500)]);
  if (invalid) return { kind: 'problem', problem: invalid };
  const [order] = isUuid(input.orderId) ? await loadOrders(deps.db, [input.orderId.toLowerCase()]) : [];
  if (!order || !mayRead(deps.tokens, order, caller, input.accessToken))
    return { kind: 'problem', problem: notFound('There is no such order.') };
  const { work, db } = deps;
  const asked = { scope: scopeOfCancelling(order, caller), idempotencyKey: input.idempotencyKey, reason: input.reason?.trim() || null };
  failpoint('orders.cancel.before_persist');
  if (await cancelOrderRow(db, order, asked, work.worker, work.leaseMs)) {
    failpoint('orders.cancel.after_persist');
    const finished = deps.watch.next(order.id, patienceMs);
    work.adopt(order.id);
    await finished;
    return cancelled(db, order.id);
  }
  const known = await findCancellation(db, order.id);
  if (known?.idempotencyKey === input.idempotencyKey) {
    if ((known.reason?.trim() || null) !== asked.reason) return usedBefore;
    if (known.state === 'pending') await deps.watch.next(order.id, patienceMs);
    return cancelled(db, order.id);
  }
  if (await isKeyUsedElsewhere(db, asked, order.id)) return usedBefore;
  const [current = order] = await loadOrders(db, [order.id]);
  const refusal = cancelRefusal(current) ?? { code: 'ALREADY_CANCELLED', message: 'The order was cancelled before.' };
  return { kind: 'refused', ...refusal };
}

const usedBefore: CancelOrderOutcome = { kind: 'problem', problem: idempotencyConflict('cancellation') };

/** Whose key it is: of whoever is signed in, or of the guest whose order it is. */
const scopeOfCancelling = ({ email }: Order, caller: Caller): string => scopeOf(caller.kind === 'customer' ? caller.email : email);

async function cancelled(db: Database, orderId: string): Promise<CancelOrderOutcome> {
  const [order] = await loadOrders(db, [orderId]);
  if (!order) throw new Error('an order that was there is gone');
  return { kind: 'cancelled', order };
}
