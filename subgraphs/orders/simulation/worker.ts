import type { Database } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { cancelOrderRow } from '#cancelling/cancellation-store';
import { createAccessTokens } from '#order/issue-access-token';
import { answerDecisions, type Decision } from '#placing/answer-decisions';
import type { CancelPlacement } from '#placing/cancel-placement';
import type { PlaceOrder } from '#placing/place-order';
import type { PlacingRules } from '#placing/rules/placing-rules';
import type { OrdersRemotes } from '#remotes/remotes';
import { startSagas } from '#start-sagas';

/** One process of orders, wired as in production, on a simulated database and among simulated rooms. */
export interface Worker {
  placeOrder: PlaceOrder;
  cancelPlacement: CancelPlacement;
  cancel: (orderId: string) => Promise<void>;
  retry: (placementId: string) => Promise<unknown>;
  /** The buyer answered their bank. */
  wake: (placementId: string) => Promise<void>;
  decisions: (placementIds: string[]) => Promise<{ placementId: string; decision: Decision }[]>;
  /** What it calls itself in the leases. */
  names: string[];
}

const log = silentLog();
/** A buyer is sent to the bank by each of two wishes, and from one place three go there at once. */
export const rules: PlacingRules = {
  holds: { perBuyer: 2, perClient: 3, maxQuantity: 500 },
  returnOrigins: [],
  development: true,
};

const tokens = createAccessTokens('a secret of the simulation');

export function createWorker(db: Database, remotes: OrdersRemotes): Worker {
  const { placements, cancellations, placeOrder, cancelPlacement } = startSagas({ db, remotes, tokens, rules, log });
  return {
    placeOrder,
    cancelPlacement,
    cancel: async (orderId) => {
      const asked = { scope: '', idempotencyKey: `cancel ${orderId}`, reason: null };
      const order = { id: orderId, number: `C-${orderId}`, customerId: null };
      if (await cancelOrderRow(db, order, asked, cancellations.worker, cancellations.leaseMs)) cancellations.adopt(orderId);
    },
    retry: (placementId) => placements.retry(placementId),
    wake: (placementId) => placements.wake(placementId),
    decisions: (placementIds) => answerDecisions(db, placementIds),
    names: [placements.worker, cancellations.worker],
  };
}
