import type { Rooms } from '../start-rooms.ts';
import { pastOrders } from './past-orders.ts';
import { pastReviews } from './reviews.ts';

/** What buyers of the demo's past orders say; those that are there stay as they are. */
export async function seedReviews({ reviews }: Rooms, now: Date): Promise<string> {
  const written = pastReviews(pastOrders(now));
  await reviews.commands.importReviews(written);
  return `${written.length} reviews`;
}
