import type { Retention } from '@cartograph/kit/retention-config';
import { type EachRoom, forEachRoom } from '@cartograph/stack/rooms';
import { startRooms } from '@cartograph/stack/start-rooms';

/** As if everything were of the day before yesterday. */
export const nothing: Retention = { carts: -1, customerCarts: -1, refusals: -1, evidence: -1, events: -1 };

/** Two of each room forget at once, as two replicas do; what both did of each kind, together. */
export async function forget(databases: EachRoom<string>, retention: Retention): Promise<Record<string, number>> {
  const options = { databases, callerSecret: 'a secret of tests', publicUrl: 'http://shop', eventBus: 'postgres', logLevel: 'silent' };
  const both = await Promise.all([1, 2].map(() => startRooms({ ...options, background: false, retention })));
  const pace = { limit: 7, pauseMs: 0 };
  const done: Record<string, number> = {};
  const all = await Promise.all(both.map(({ rooms }) => forEachRoom<Record<string, number>>((room) => rooms[room].forget(pace))));
  for (const kinds of all.flatMap((each: EachRoom<Record<string, number>>) => Object.values(each)))
    for (const [kind, rows] of Object.entries(kinds)) done[kind] = (done[kind] ?? 0) + rows;
  for (const { stop } of both) await stop();
  return done;
}
