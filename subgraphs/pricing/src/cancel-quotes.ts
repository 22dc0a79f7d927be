import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { closeQuotes } from '#close-quotes';
import { outcomesOf, type PlacementCommand, type QuoteOutcome } from '#confirm-quotes';

/**
 * FROZEN becomes CANCELLED and its coupons are given back. An unknown placement gets a tombstone, so that a late freeze is refused;
 * any other state is given as it stands.
 */
export async function cancelQuotes(db: Database, commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]> {
  if (commands.length === 0) return [];
  const ids = commands.map(({ placementId }) => placementId);
  failpoint('pricing.cancel_quotes.before_commit');
  const states = await closeQuotes(db, ids, { from: 'FROZEN', to: 'CANCELLED', bury: true });
  failpoint('pricing.cancel_quotes.after_commit');
  return outcomesOf(commands, states);
}
