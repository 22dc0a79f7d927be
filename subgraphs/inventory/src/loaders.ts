import type { Database } from '@cartograph/kit/db';
import { isStorableText } from '@cartograph/kit/problems';
import DataLoader from 'dataloader';
import { loadLevels, type ShownLevel } from '#listing/level-store';
import { loadLocations } from '#location-store';
import type { Location } from '#rules/location';
import { type Allocation, loadAllocations, loadStock, type ShownStock } from '#stock-store';

export interface Loaders {
  /** By SKU; undefined for one that inventory does not know. */
  stock: DataLoader<string, ShownStock | undefined>;
  /** By SKU, the location first that goods are taken from first. */
  levels: DataLoader<string, ShownLevel[]>;
  /** By id; undefined for one that is not there. */
  locations: DataLoader<string, Location | undefined>;
  /** By placement id, which is the order's; empty for one that inventory does not know. */
  allocations: DataLoader<string, Allocation[]>;
}

/** One set a request: what it loads is as old as the request at most. */
export const createLoaders = (db: Database): Loaders => ({
  stock: new DataLoader(async (skus) => {
    const bySku = new Map((await loadStock(db, skus.filter(isStorableText))).map((stock) => [stock.sku, stock]));
    return skus.map((sku) => bySku.get(sku));
  }),
  levels: new DataLoader(async (skus) => {
    const bySku = Map.groupBy(await loadLevels(db, skus.filter(isStorableText)), ({ sku }) => sku);
    return skus.map((sku) => bySku.get(sku) ?? []);
  }),
  locations: new DataLoader(async (ids) => {
    const byId = new Map((await loadLocations(db, ids)).map((location) => [location.id, location]));
    return ids.map((id) => byId.get(id));
  }),
  allocations: new DataLoader(async (placementIds) => {
    const byPlacement = Map.groupBy(await loadAllocations(db, placementIds), ({ placementId }) => placementId);
    return placementIds.map((placementId) => byPlacement.get(placementId.toLowerCase()) ?? []);
  }),
});
