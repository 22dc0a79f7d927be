import type { Queryable } from '@cartograph/kit/db';
import { createBatcher } from '#placing/batcher';
import { findPlacementsByKey, loadPlacements, type PlacementKey } from '#placing/placement-store';
import type { Placement } from '#placing/rules/placement';

/** What many buyers read at once, as one statement: they ask together, and are decided together. */
export interface Reads {
  byKey(key: PlacementKey): Promise<Placement | undefined>;
  byId(id: string): Promise<Placement | undefined>;
}

export function createReads(db: Queryable): Reads {
  const each = (placements: (Placement | undefined)[]) => placements.map((placement) => ({ placement }));
  const byKey = createBatcher(async (keys: PlacementKey[]) => each(await findPlacementsByKey(db, keys)));
  const byId = createBatcher(async (ids: string[]) => each(await loadPlacements(db, ids)));
  return { byKey: async (key) => (await byKey(key)).placement, byId: async (id) => (await byId(id)).placement };
}
