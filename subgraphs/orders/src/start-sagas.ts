import type { Database } from '@cartograph/kit/db';
import { createLeaseStore } from '@cartograph/kit/lease-store';
import type { Logger } from '@cartograph/kit/log';
import { createWork } from '@cartograph/kit/work';
import { findCancelled } from '#cancelling/cancellation-store';
import { createCancellationDrive } from '#cancelling/drive-cancellation';
import { createClaimDrive } from '#claiming/drive-claim';
import type { AccessTokens } from '#order/issue-access-token';
import { sharedCounts } from '#placing/attempt-store';
import { flagPlacement } from '#placing/attention-store';
import { createBatcher } from '#placing/batcher';
import { createCalls } from '#placing/calls';
import { createCancelPlacement } from '#placing/cancel-placement';
import { countAttempts, hearing } from '#placing/count-attempts';
import { findCouponsInPlay } from '#placing/coupon-payer-store';
import type { Newborn } from '#placing/drive';
import { createDrive } from '#placing/drive-placement';
import { createGathering } from '#placing/gather';
import { createJournal } from '#placing/journal';
import { createPlaceOrder } from '#placing/place-order';
import { createReadGround } from '#placing/read-ground';
import { createReads } from '#placing/reads';
import type { AttemptLimits, PlacingRules } from '#placing/rules/placing-rules';
import { createServerLife } from '#placing/server-life';
import { createWatch } from '#placing/watch';
import type { OrdersRemotes } from '#remotes/remotes';

export interface SagasOptions {
  db: Database;
  remotes: OrdersRemotes;
  tokens: AccessTokens;
  rules: PlacingRules;
  log: Logger;
  background?: boolean;
}

/** A settlement starts this much after its decision, with those of the same time; so does letting go of what nobody waits for. */
const settleMs = 100;

/** Placing and cancelling, wired: the same for a room that serves and for the simulation. */
export function startSagas({ db, remotes, tokens, rules, log, background = true }: SagasOptions) {
  const shared = sharedCounts(db);
  const counting = (kind: string, limits: AttemptLimits | undefined) =>
    limits &&
    countAttempts({ kind, limits: { ...limits, exempt: limits.exempt?.map((client) => tokens.conceal(client)) ?? [] }, shared, log });
  const attempts = { declines: counting('declined', rules.declines), coupons: counting('coupon', rules.coupons) };
  const watch = hearing(createWatch(), attempts);
  const life = createServerLife(db);
  const calls = createCalls(remotes);
  const isCancelled = createBatcher(async (ids: string[]) => {
    const cancelled = await findCancelled(db, ids);
    return ids.map((id) => cancelled.has(id));
  });
  const flag = (flagged: Parameters<typeof flagPlacement>[1]): Promise<boolean> => flagPlacement(db, flagged);
  const readGround = createReadGround(calls);
  const journal = createJournal(db, rules.holds);
  const placements = createWork<Newborn>({
    store: createLeaseStore(db, {
      table: 'placements',
      key: 'id',
      open: `state in ('pending', 'confirmed', 'aborting')`,
      reason: 'attention_reason',
    }),
    drive: createDrive({
      calls,
      readGround,
      couponsInPlay: (id, codes) => findCouponsInPlay(db, id, codes),
      journal,
      watch,
      life,
      isCancelled,
      flag,
      gathered: createGathering(settleMs),
    }),
    log,
    background,
  });
  const cancellations = createWork<void>({
    store: createLeaseStore(db, { table: 'cancellations', key: 'order_id', open: `state = 'pending'` }),
    drive: createCancellationDrive({ db, calls, watch, life, placements }),
    log,
    background,
  });
  const claims = createWork<void>({
    store: createLeaseStore(db, { table: 'claims', key: 'order_id', open: `state = 'pending'` }),
    drive: createClaimDrive({ db, calls, watch }),
    log,
    background,
  });
  const reads = createReads(db);
  const cancelPlacement = createCancelPlacement({ calls, journal, watch, work: placements, reads, tokens });
  const { customers } = remotes;
  const placeOrder = createPlaceOrder({
    db,
    calls,
    journal,
    work: placements,
    watch,
    reads,
    customers,
    tokens,
    rules,
    attempts,
    readGround,
  });
  return { placements, cancellations, claims, placeOrder, cancelPlacement, watch, calls, attempts };
}
