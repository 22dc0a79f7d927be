import type { Change, Composition } from '../model.ts';
import { apiChanges } from './api-changes.ts';
import { withIds } from './change.ts';
import { landscapesOf } from './landscape.ts';

/** Every difference between two snapshots: of the API, of what each subgraph says to the others, and of the commands between them. */
export function diffCompositions(before: Composition, after: Composition): Change[] {
  const { was, is } = landscapesOf(before, after);
  return withIds(apiChanges(before, after, was, is));
}
