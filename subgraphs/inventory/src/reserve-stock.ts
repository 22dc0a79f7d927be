import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { writeEvents } from '@cartograph/kit/outbox';
import { stockLowEvents } from '#events';
import { claimHolds, insertBackorders, loadHolds, type StoredHold, writeDecisions } from '#hold-store';
import { checkDemands, distinctPlacementIds, inOrder } from '#rules/check-commands';
import { type Decision, type Demand, reserve, type Shortage } from '#rules/reservation';
import { availableOf, fellLow, type HoldState, type Level, ranOut, summarize } from '#rules/stock';
import { touch } from '#telling/touched';

export type ReserveStockCommand = Demand;

export interface ReserveStockOutcome {
  placementId: string;
  state: HoldState;
  /** Of the SKUs that were short, when REFUSED. */
  shortages: Shortage[];
}

/**
 * Try: holds all that a placement asks for, or nothing. A refusal is stored and told again; so is whatever else became of a
 * placement, a release that came first included. What is not there may be sold before it comes, where the terms of a SKU say so. Four
 * statements for any number of placements (a fifth to tell old ones again, one more where something is sold that is not there).
 */
export async function reserveStock(db: Database, commands: readonly ReserveStockCommand[]): Promise<ReserveStockOutcome[]> {
  checkDemands(commands);
  const placementIds = distinctPlacementIds(commands);
  if (placementIds.length === 0) return [];
  const skus = [...new Set(commands.flatMap(({ lines }) => lines.map(({ sku }) => sku)))];
  let gone: string[] = [];
  const outcomes = await db.transaction(async (tx) => {
    const { claimed, levels, terms } = await claimHolds(tx, placementIds, skus);
    const decisions = reserve(levels.map(freeStock), newDemands(commands, claimed), terms);
    const stock = summarize(levels, terms);
    const picks = decisions.flatMap((decision) => (decision.kind === 'held' ? decision.picks : []));
    await writeEvents(tx, stockLowEvents(fellLow(stock, picks)));
    gone = ranOut(stock, picks);
    await insertBackorders(tx, decisions);
    const known = placementIds.filter((id) => !claimed.has(id));
    // In one statement with the claim, a row that was committed while the claim waited for it would not be seen.
    const stored = known.length > 0 ? await loadHolds(tx, known) : [];
    if (decisions.length > 0) writeDecisions(tx, decisions);
    failpoint('inventory.reserve_stock.before_commit');
    return [...decisions.map(outcomeOf), ...stored.map(storedOutcome)];
  });
  touch(db, gone);
  failpoint('inventory.reserve_stock.after_commit');
  return inOrder(commands, outcomes);
}

const freeStock = (level: Level) => ({ ...level, available: availableOf(level) });

/** The first command of each claimed placement: a placement listed twice is one demand. */
function newDemands(commands: readonly ReserveStockCommand[], claimed: Set<string>): Demand[] {
  const demands = new Map<string, Demand>();
  for (const { placementId: asked, lines } of commands) {
    const placementId = asked.toLowerCase();
    if (claimed.has(placementId) && !demands.has(placementId)) demands.set(placementId, { placementId, lines });
  }
  return [...demands.values()];
}

function outcomeOf(decision: Decision): ReserveStockOutcome {
  const { placementId } = decision;
  switch (decision.kind) {
    case 'held':
      return { placementId, state: 'HELD', shortages: [] };
    case 'refused':
      return { placementId, state: 'REFUSED', shortages: decision.shortages };
  }
}

const storedOutcome = ({ placementId, state, shortages }: StoredHold): ReserveStockOutcome => ({
  placementId,
  state,
  shortages: shortages ?? [],
});
