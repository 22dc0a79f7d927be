import type { Database } from '@cartograph/kit/db';
import { failpoint } from '@cartograph/kit/failpoints';
import { commitHolds } from '#hold-store';
import { distinctPlacementIds, inOrder } from '#rules/check-commands';
import type { HoldState } from '#rules/stock';

export interface PlacementCommand {
  placementId: string;
}

export interface PlacementOutcome {
  placementId: string;
  state: HoldState;
}

/** Confirm: a hold becomes an allocation, which stays reserved until it is shipped. Anything but HELD is told as it stands. */
export async function commitStock(db: Database, commands: readonly PlacementCommand[]): Promise<PlacementOutcome[]> {
  const placementIds = distinctPlacementIds(commands);
  if (placementIds.length === 0) return [];
  failpoint('inventory.commit_stock.before_commit');
  const holds = await commitHolds(db, placementIds);
  failpoint('inventory.commit_stock.after_commit');
  return inOrder(commands, holds);
}
