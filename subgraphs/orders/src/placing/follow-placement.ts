import { idempotencyConflict } from '@cartograph/kit/problems';
import type { Wakeable } from '@cartograph/kit/work';
import type { AccessTokens } from '#order/issue-access-token';
import type { Reads } from '#placing/reads';
import { outcomeOf, type PlaceOrderOutcome, refused } from '#placing/rules/outcome';
import type { Placement } from '#placing/rules/placement';
import { isSecretKey } from '#placing/rules/purchase-key';
import type { Watch } from '#placing/watch';

interface Following {
  work: Wakeable;
  watch: Watch;
  reads: Reads;
  tokens: AccessTokens;
}

/** Another process may decide: without news from this one, the row is read this often. */
const pollMs = 200;

interface Again {
  isSame: (known: Placement) => boolean;
  idempotencyKey: string;
}

/** The answer to a key that was used before: what became of its placement, or a conflict when this is not the same purchase. */
export async function answerAgain(
  deps: Following,
  known: Placement,
  { isSame, idempotencyKey }: Again,
  deadline: number,
): Promise<PlaceOrderOutcome> {
  // A key that could be guessed tells what became of it, and opens nothing any more.
  const told = { replayed: true, opens: isSecretKey(idempotencyKey) && known.recent };
  if (!isSame(known)) return refused([idempotencyConflict('order')]);
  // The buyer is back from their bank: ask the payment now rather than at its next turn.
  if (known.state === 'pending' && known.facts.challenge) {
    const news = deps.watch.next(known.id, Math.min(1_500, Math.max(0, deadline - Date.now())));
    await deps.work.wake(known.id);
    await news;
    const fresh = await deps.reads.byId(known.id);
    return followPlacement(deps, fresh ?? known, told, deadline);
  }
  return followPlacement(deps, known, told, deadline);
}

/** Waits for the decision. Only what is committed is ever answered; `opens`: with the token of a guest's placement. */
export async function followPlacement(
  deps: Following,
  placement: Placement,
  { replayed, opens }: { replayed: boolean; opens: boolean },
  deadline: number,
): Promise<PlaceOrderOutcome> {
  const accessToken = opens && placement.request.customerId === null ? deps.tokens.issue(placement.id) : null;
  for (let current = placement; ; ) {
    const outcome = outcomeOf(current, replayed, accessToken);
    const left = deadline - Date.now();
    if (outcome.kind !== 'pending' || left <= 0) return outcome;
    const told = await deps.watch.next(current.id, Math.min(left, pollMs));
    const read = told ?? (await deps.reads.byId(current.id));
    if (!read) throw new Error('a placement that was there is gone');
    current = read;
  }
}
