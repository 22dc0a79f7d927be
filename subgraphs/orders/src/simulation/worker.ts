import type { Database } from '@cartograph/kit/db';
import { silentLog } from '@cartograph/kit/log';
import { answerDecisions, type Decision } from '#answer-decisions';
import { createBatcher } from '#batcher';
import { cancelOrderRow, findCancelled } from '#cancellation-store';
import { createCancellationDrive } from '#drive-cancellation';
import { createAccessTokens } from '#issue-access-token';
import { createLeaseStore } from '#lease-store';
import { createCalls } from '#place-order/calls';
import { createGathering } from '#place-order/gather';
import { createJournal } from '#place-order/journal';
import { createPlaceOrder, type PlaceOrder } from '#place-order/place-order';
import { createDrive, type Newborn, type ReadVariants } from '#place-order/resume';
import { createWatch } from '#place-order/watch';
import { flagPlacement } from '#placement-store';
import type { OrdersRemotes } from '#remotes/remotes';
import { retryPlacement } from '#retry-placement';
import { createSaga } from '#saga';

/** One process of orders, wired as server.ts does it, on a simulated database and among simulated rooms. */
export interface Worker {
  placeOrder: PlaceOrder;
  cancel: (orderId: string) => Promise<void>;
  retry: (placementId: string) => Promise<unknown>;
  /** The buyer answered their bank. */
  wake: (placementId: string) => Promise<void>;
  decisions: (placementIds: string[]) => Promise<{ placementId: string; decision: Decision }[]>;
  /** What it calls itself in the leases. */
  names: string[];
}

const log = silentLog();
const tokens = createAccessTokens('a secret of the simulation');

export function createWorker(db: Database, remotes: OrdersRemotes): Worker {
  const watch = createWatch();
  const calls = createCalls(remotes);
  const isCancelled = createBatcher(async (ids: string[]) => {
    const cancelled = await findCancelled(db, ids);
    return ids.map((id) => cancelled.has(id));
  });
  const flag = (id: string, error: string): Promise<void> => flagPlacement(db, id, error);
  const readVariants: ReadVariants = (lines) => Promise.all(lines.map(({ sku }) => calls.products.snapshotVariants(sku)));
  const placements = createSaga<Newborn>({
    store: createLeaseStore(db, 'placements', 'id', `state in ('pending', 'confirmed', 'aborting')`),
    drive: createDrive({ calls, readVariants, journal: createJournal(db), watch, isCancelled, flag, gathered: createGathering(50) }),
    log,
  });
  const retry = (placementId: string): Promise<unknown> => retryPlacement(db, placements, placementId);
  const cancellations = createSaga<void>({
    store: createLeaseStore(db, 'cancellations', 'order_id', `state = 'pending'`),
    drive: createCancellationDrive(db, calls, watch, retry),
    log,
  });
  return {
    placeOrder: createPlaceOrder({ db, saga: placements, watch, tokens, readVariants }),
    cancel: async (orderId) => {
      const row = { orderId, idempotencyKey: `cancel ${orderId}`, reason: null };
      if (await cancelOrderRow(db, row, cancellations.worker, cancellations.leaseMs)) cancellations.adopt(orderId);
    },
    retry,
    wake: (placementId) => placements.wake(placementId),
    decisions: (placementIds) => answerDecisions(db, placementIds),
    names: [placements.worker, cancellations.worker],
  };
}
