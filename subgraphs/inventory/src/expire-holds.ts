import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { commitStock } from '#commit-stock';
import { extendHolds, takeOverdueHolds } from '#hold-store';
import { releaseStock } from '#release-stock';
import type { OrdersDecision, OrdersRemote } from '#remotes/orders';

const becomes: Record<OrdersDecision, 'extended' | 'committed' | 'released'> = {
  PENDING: 'extended',
  CONFIRMED: 'committed',
  ABORTED: 'released',
  UNKNOWN: 'released',
};

/**
 * A hold never expires by itself: orders is asked what became of its placement. Gives how many overdue holds it settled or put
 * off on an answer; holds without an answer keep what they hold and are asked about again 30 s later.
 */
export async function expireHolds(db: Database, orders: OrdersRemote, log: Logger): Promise<number> {
  const overdue = await takeOverdueHolds(db);
  if (overdue.length === 0) return 0;
  const decisions = await orders.placementDecisions(overdue).catch((error: unknown) => {
    log.warn({ err: error, holds: overdue.length }, 'orders did not say what became of overdue holds');
    return [];
  });
  const to = (end: (typeof becomes)[OrdersDecision]) => decisions.filter(({ decision }) => becomes[decision] === end);
  const pending = to('extended').map(({ placementId }) => placementId);
  if (pending.length > 0) await extendHolds(db, pending);
  await commitStock(db, to('committed'));
  await releaseStock(db, to('released'));
  return decisions.length;
}
