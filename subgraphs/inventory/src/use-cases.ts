import type { PageArguments } from '@cartograph/kit/cursor';
import type { Database } from '@cartograph/kit/db';
import { adjustStock } from '#adjust-stock';
import { listLowStock } from '#list-low-stock';
import { listLocations } from '#location-store';
import type { Adjustment } from '#rules/adjustment';
import { maxLocations } from '#rules/location';

export type UseCases = ReturnType<typeof createUseCases>;

/** What resolvers may do that is no look-up by key and no other room's command: the use cases with all that they need. */
export const createUseCases = (db: Database) => ({
  adjustStock: (adjustment: Adjustment, madeBy: string | null) => adjustStock(db, adjustment, madeBy),
  listLocations: () => listLocations(db, maxLocations),
  listLowStock: (page: PageArguments) => listLowStock(db, page),
});
