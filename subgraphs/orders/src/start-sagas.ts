import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { findCancelled } from '#cancelling/cancellation-store';
import { createCancellationDrive } from '#cancelling/drive-cancellation';
import { createLeaseStore } from '#lease-store';
import type { AccessTokens } from '#order/issue-access-token';
import { flagPlacement } from '#placing/attention-store';
import { createBatcher } from '#placing/batcher';
import { createCalls } from '#placing/calls';
import type { Newborn, ReadVariants } from '#placing/drive';
import { createDrive } from '#placing/drive-placement';
import { createGathering } from '#placing/gather';
import { createJournal } from '#placing/journal';
import { createPlaceOrder } from '#placing/place-order';
import { retryPlacement } from '#placing/retry-placement';
import { createServerLife } from '#placing/server-life';
import { createWatch } from '#placing/watch';
import type { OrdersRemotes } from '#remotes/remotes';
import { createSaga } from '#saga';

export interface SagasOptions {
  db: Database;
  remotes: OrdersRemotes;
  tokens: AccessTokens;
  log: Logger;
  background?: boolean;
}

/** A settlement starts this much after its decision, with those of the same time; so does letting go of what nobody waits for. */
const settleMs = 100;

/** Placing and cancelling, wired: the same for a room that serves and for the simulation. */
export function startSagas({ db, remotes, tokens, log, background = true }: SagasOptions) {
  const watch = createWatch();
  const life = createServerLife(db);
  const calls = createCalls(remotes);
  const isCancelled = createBatcher(async (ids: string[]) => {
    const cancelled = await findCancelled(db, ids);
    return ids.map((id) => cancelled.has(id));
  });
  const flag = (flagged: Parameters<typeof flagPlacement>[1]): Promise<boolean> => flagPlacement(db, flagged);
  const readVariants: ReadVariants = (lines) => Promise.all(lines.map(({ sku }) => calls.products.snapshotVariants(sku)));
  const placements = createSaga<Newborn>({
    store: createLeaseStore(db, 'placements', 'id', `state in ('pending', 'confirmed', 'aborting')`),
    drive: createDrive({
      calls,
      readVariants,
      journal: createJournal(db),
      watch,
      life,
      isCancelled,
      flag,
      gathered: createGathering(settleMs),
    }),
    log,
    background,
  });
  const retry = (placementId: string) => retryPlacement(db, placements, placementId);
  const cancellations = createSaga<void>({
    store: createLeaseStore(db, 'cancellations', 'order_id', `state = 'pending'`),
    drive: createCancellationDrive({ db, calls, watch, life, retry }),
    log,
    background,
  });
  const placeOrder = createPlaceOrder({ db, saga: placements, watch, tokens, readVariants });
  return { placements, cancellations, placeOrder, retry, watch, calls };
}
