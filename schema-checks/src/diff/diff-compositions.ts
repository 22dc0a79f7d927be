import type { Change, Composition } from '../model.ts';
import { apiChanges, placeIn } from './api-changes.ts';
import { withIds } from './change.ts';
import { accessChanges } from './federation/access.ts';
import { subgraphChanges } from './federation/subgraph-changes.ts';
import { landscapesOf } from './landscape.ts';

/** Every difference between two snapshots: of the API, of what each subgraph says to the others, and of the commands between them. */
export function diffCompositions(before: Composition, after: Composition): Change[] {
  const landscapes = landscapesOf(before, after);
  const { was, is, written } = landscapes;
  const api = apiChanges(before, after, landscapes);
  const access = accessChanges(before.supergraphSdl, after.supergraphSdl, was, is).map((said) => {
    const place = placeIn(said.path, said.subgraphs, written);
    return { ...said, ...(place ? { place } : {}) };
  });
  return withIds([...api, ...access, ...subgraphChanges(landscapes, api)]);
}
