import type { Database } from '@cartograph/kit/db';
import { lockClaimed } from '#coupon-store';
import { loadQuotes, type PlacementQuote, updateClosed, updateClosedWithClaims } from '#quote-store';
import type { QuoteState } from '#rules/frozen-quote';

export interface Closing {
  readonly from: QuoteState;
  readonly to: QuoteState;
  /** Leave a tombstone where nothing is, so that a late freeze is refused. */
  readonly bury: boolean;
}

/** A freeze may appear between two looks, once a placement; more rounds than this mean a fault. */
const mostRounds = 5;

/**
 * Takes placements from one state to another and gives their coupons and promotions back, once; gives the state of each that exists.
 * One statement when none holds any, else they are locked (in a transaction) before they are counted down.
 */
export async function closeQuotes(db: Database, placementIds: readonly string[], closing: Closing): Promise<Map<string, QuoteState>> {
  const states = new Map<string, QuoteState>();
  let open = [...new Set(placementIds)].sort();
  for (let round = 0; open.length > 0; round += 1) {
    if (round === mostRounds) throw new Error(`placements ${open.join(', ')} do not come to rest`);
    for (const id of await updateClosed(db, open, closing.from, closing.to, closing.bury)) states.set(id, closing.to);
    const rest = open.filter((id) => !states.has(id));
    if (rest.length === 0) break;
    const found = await loadQuotes(db, rest);
    const holding = found.filter(({ state }) => state === closing.from);
    for (const { placementId, state } of found) if (state !== closing.from) states.set(placementId, state);
    for (const id of await giveBack(db, holding, closing)) states.set(id, closing.to);
    open = holding.map(({ placementId }) => placementId).filter((id) => !states.has(id));
  }
  return states;
}

async function giveBack(db: Database, holding: readonly PlacementQuote[], { from, to }: Closing): Promise<string[]> {
  if (holding.length === 0) return [];
  const codes = [...new Set(holding.flatMap(({ coupons }) => coupons))].sort();
  const ids = holding.map(({ placementId }) => placementId);
  return db.transaction(async (tx) => {
    await lockClaimed(tx, codes, ids);
    return updateClosedWithClaims(tx, ids, from, to);
  });
}
