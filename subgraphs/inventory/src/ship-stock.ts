import type { Database } from '@cartograph/kit/db';
import type { NewEvent } from '@cartograph/kit/event';
import { failpoint } from '@cartograph/kit/failpoints';
import { writeEvents } from '@cartograph/kit/outbox';
import type { PlacementCommand, PlacementOutcome } from '#commit-stock';
import { stockChangedEvents } from '#events';
import type { Hold } from '#hold-store';
import { distinctPlacementIds, inOrder } from '#rules/check-commands';
import { summarize } from '#rules/stock';
import { type ClosingHolds, lockHolds, shipHolds } from '#settlement-store';

export interface ShipStockCommand extends PlacementCommand {
  /** When it left the house; now, when not given. */
  at?: Date | undefined;
}

/**
 * What was allocated leaves the house: on hand and reserved fall alike, with SHIPPED movements. Other states are told as they stand, and
 * so is a placement that waits for something.
 */
export async function shipStock(db: Database, commands: readonly ShipStockCommand[]): Promise<PlacementOutcome[]> {
  const placementIds = distinctPlacementIds(commands);
  if (placementIds.length === 0) return [];
  const timeOf = new Map(commands.map(({ placementId, at }) => [placementId.toLowerCase(), at]));
  const outcomes = await db.transaction(async (tx) => {
    const locked = await lockHolds(tx, placementIds, 'COMMITTED');
    const waiting = new Set(locked.waiting);
    const leaves = ({ placementId, state }: Hold) => state === 'COMMITTED' && !waiting.has(placementId);
    const leaving = locked.holds.filter(leaves).map(({ placementId }) => placementId);
    if (leaving.length > 0) {
      await shipHolds(
        tx,
        leaving.map((placementId) => ({ placementId, at: timeOf.get(placementId) })),
      );
      await writeEvents(tx, shipmentEvents(locked, leaving));
    }
    failpoint('inventory.ship_stock.before_commit');
    return locked.holds.map((hold) => ({ placementId: hold.placementId, state: leaves(hold) ? ('SHIPPED' as const) : hold.state }));
  });
  failpoint('inventory.ship_stock.after_commit');
  return inOrder(commands, outcomes);
}

/** One event a command: its SKUs as they stand after all of its placements have left. Key: the only placement, or the first. */
function shipmentEvents({ picks, levels, terms }: ClosingHolds, shipped: readonly string[]): NewEvent[] {
  const gone = new Map<string, number>();
  const left = new Set(shipped);
  for (const { sku, quantity } of picks.filter(({ placementId }) => left.has(placementId))) gone.set(sku, (gone.get(sku) ?? 0) + quantity);
  const after = summarize(levels, terms).map((stock) => {
    const quantity = gone.get(stock.sku) ?? 0;
    return { ...stock, onHand: stock.onHand - quantity, reserved: stock.reserved - quantity };
  });
  return stockChangedEvents('SHIPMENT', shipped[0] ?? 'shipment', after);
}
