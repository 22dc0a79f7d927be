import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { closeQuotes } from '#close-quotes';
import { outcomesOf, type PlacementCommand, type QuoteOutcome } from '#confirm-quotes';

/**
 * CONFIRMED becomes RETURNED and its coupons are given back: the placed order was cancelled. Any other state is given as it stands; an
 * unknown placement throws.
 */
export async function returnCoupons(db: Database, commands: readonly PlacementCommand[]): Promise<QuoteOutcome[]> {
  if (commands.length === 0) return [];
  const ids = commands.map(({ placementId }) => placementId);
  failpoint('pricing.return_coupons.before_commit');
  const states = await closeQuotes(db, ids, { from: 'CONFIRMED', to: 'RETURNED', bury: false });
  failpoint('pricing.return_coupons.after_commit');
  return outcomesOf(commands, states);
}
