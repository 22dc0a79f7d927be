import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { loadJobs } from '#job-store';
import { loadRefusals, type StoredRefusal } from '#refusal-store';
import type { Job } from '#rules/job';

export interface Loaders {
  /** By id, which must be a UUID in lower case. */
  readonly job: DataLoader<string, Job | null>;
  /** The first refusals of jobs: one statement for each number of them that is asked for. */
  refusals(first: number): DataLoader<string, StoredRefusal[]>;
}

/** A fresh set for one request: each of them asks the database once, however many keys there are. */
export function createLoaders(db: Queryable): Loaders {
  const bySize = new Map<number, DataLoader<string, StoredRefusal[]>>();
  return {
    job: new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await loadJobs(db, ids)).map((job) => [job.id, job]));
      return ids.map((id) => found.get(id) ?? null);
    }),
    refusals: (first) => {
      const known = bySize.get(first) ?? refusalsLoader(db, first);
      bySize.set(first, known);
      return known;
    },
  };
}

const refusalsLoader = (db: Queryable, first: number): DataLoader<string, StoredRefusal[]> =>
  new DataLoader(async (ids: readonly string[]) => {
    const found = Map.groupBy(await loadRefusals(db, ids, first), ({ jobId }) => jobId);
    return ids.map((id) => found.get(id) ?? []);
  });
