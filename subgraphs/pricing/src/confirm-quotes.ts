import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { loadQuotes, updateConfirmed } from '#quote-store';
import type { QuoteState } from '#rules/frozen-quote';

export interface PlacementCommand {
  readonly placementId: string;
}

export interface QuoteOutcome {
  placementId: string;
  state: QuoteState;
}

/**
 * FROZEN becomes CONFIRMED: the order is placed, its coupons stay claimed. Any other state is given as it stands; an unknown
 * placement throws, after the others are confirmed. One statement, two when something is not FROZEN.
 */
export async function confirmQuotes(db: Database, commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]> {
  if (commands.length === 0) return [];
  const ids = [...new Set(commands.map(({ placementId }) => placementId))].sort();
  const states = new Map<string, QuoteState>();
  failpoint('pricing.confirm_quotes.before_commit');
  for (const id of await updateConfirmed(db, ids)) states.set(id, 'CONFIRMED');
  failpoint('pricing.confirm_quotes.after_commit');
  const missing = ids.filter((id) => !states.has(id));
  const found = missing.length === 0 ? [] : await loadQuotes(db, missing);
  for (const { placementId, state } of found) states.set(placementId, state);
  return outcomesOf(commands, states);
}

/** In the order of the commands. Throws for a placement that pricing never heard of. */
export function outcomesOf(commands: readonly PlacementCommand[], states: ReadonlyMap<string, QuoteState>): QuoteOutcome[] {
  return commands.map(({ placementId }) => {
    const state = states.get(placementId);
    if (!state) throw new Error(`pricing knows no placement ${placementId}`);
    return { placementId, state };
  });
}
