import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { unflagCancellation } from '#cancelling/cancellation-store';
import type { Wakeable } from '#saga';

/** Drives an order's cancellation that needs attention again, at once. */
export async function retryCancellation(db: Queryable, saga: Wakeable, orderId: string): Promise<void> {
  if (isUuid(orderId) && (await unflagCancellation(db, orderId))) await saga.wake(orderId);
}
