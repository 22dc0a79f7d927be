import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { createBatcher } from '#placing/batcher';
import { abortPlacements, type Confirmable, confirmPlacements } from '#placing/decision-store';
import { completePlacements, finishAborts } from '#placing/ending-store';
import { placements } from '#placing/figures';
import { type HoldsFound, keepChallenge } from '#placing/hold-store';
import { loadPlacements, saveFacts } from '#placing/placement-store';
import type { PlacementFacts } from '#placing/rules/facts';
import type { Placement } from '#placing/rules/placement';
import type { HoldLimits } from '#placing/rules/placing-rules';
import type { StoredProblem } from '#placing/rules/problem';

/** What the saga writes of itself: each verb is a compare-and-set, batched over concurrent placements into one statement. */
export interface Journal {
  load(id: string): Promise<Placement | undefined>;
  saveFacts(id: string, facts: PlacementFacts): Promise<void>;
  /** The facts of a payment that waits at the bank since now, unless too many do: then nothing is written, and it tells how many. */
  keepChallenge(placement: Placement, facts: PlacementFacts): Promise<HoldsFound | undefined>;
  // `life` is the server's, from before the drive's first call. False when it is over, or when somebody else was first: read it again.
  confirm(placement: Pick<Placement, 'id' | 'request' | 'facts'>, life: string): Promise<boolean>;
  abort(id: string, facts: PlacementFacts, problems: StoredProblem[]): Promise<boolean>;
  complete(id: string, captured: boolean, life: string): Promise<boolean>;
  finishAbort(id: string, life: string): Promise<boolean>;
}

/** One write with its failpoints `orders.<name>.before_persist` and `.after_persist`. */
async function written<T>(name: string, write: Promise<T> | (() => Promise<T>)): Promise<T> {
  failpoint(`orders.${name}.before_persist`);
  const result = await (typeof write === 'function' ? write() : write);
  failpoint(`orders.${name}.after_persist`);
  return result;
}

export function createJournal(db: Database, limits: HoldLimits): Journal {
  const decided = async (
    items: readonly { id: string }[],
    outcome: keyof typeof placements,
    decide: () => Promise<Set<string>>,
  ): Promise<boolean[]> => {
    const ids = await decide();
    placements[outcome] += ids.size;
    return items.map(({ id }) => ids.has(id));
  };
  const done = async (items: readonly unknown[], write: Promise<void>): Promise<true[]> => {
    await write;
    return items.map(() => true as const);
  };
  const load = createBatcher(async (ids: string[]) => (await loadPlacements(db, ids)).map((placement) => ({ placement })));
  const save = createBatcher((items: { id: string; facts: PlacementFacts }[]) => done(items, saveFacts(db, items)));
  const confirm = createBatcher((items: Confirmable[]) => decided(items, 'confirmed', () => confirmPlacements(db, items)));
  const abort = createBatcher((items: { id: string; facts: PlacementFacts; problems: StoredProblem[] }[]) =>
    decided(items, 'aborted', () => abortPlacements(db, items)),
  );
  const complete = createBatcher((items: { id: string; captured: boolean; life: string }[]) =>
    decided(items, 'completed', () => completePlacements(db, items)),
  );
  const finish = createBatcher((items: { id: string; life: string }[]) => decided(items, 'undone', () => finishAborts(db, items)));
  return {
    load: async (id) => (await load(id)).placement,
    saveFacts: async (id, value) => void (await written('facts', () => save({ id, facts: value }))),
    keepChallenge: ({ id, scope, request: { client = null, customerId } }, facts) =>
      written('facts', () => keepChallenge(db, { id, scope, customerId, client, facts }, limits)),
    confirm: ({ id, request, facts }, life) => written('confirm', () => confirm({ id, request, facts, life })),
    abort: (id, value, problems) => written('abort', () => abort({ id, facts: value, problems })),
    complete: (id, captured, life) => written('complete', () => complete({ id, captured, life })),
    finishAbort: (id, life) => written('finish_abort', () => finish({ id, life })),
  };
}

/** Names of the writes in failpoints, in the order of the saga. */
export const writeNames = ['intent', 'facts', 'confirm', 'abort', 'complete', 'finish_abort', 'cancel', 'finish_cancel'] as const;
