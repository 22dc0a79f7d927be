import type { Database } from '@cartograph/kit/db';
import type { Logger } from '@cartograph/kit/log';
import { type Repeated, repeat } from '@cartograph/kit/repeat';
import { expireHolds } from '#expire-holds';
import type { OrdersRemote } from '#remotes/orders';

/** Looks for overdue holds every 5 s; a full batch is followed by another at once. */
export function startHoldSweep(db: Database, orders: OrdersRemote, log: Logger, everyMs = 5_000): Repeated {
  const sweep = async (stopping: AbortSignal): Promise<void> => {
    while (!stopping.aborted && (await expireHolds(db, orders, log)) > 0);
  };
  return repeat(sweep, { everyMs, log, failed: 'overdue holds could not be swept' });
}
