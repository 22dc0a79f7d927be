import { type FreeStock, type StockPick, shelvesBySku, take } from '#rules/reservation';

/** An order that waits for goods, the first that came first. */
export interface Waiting {
  readonly placementId: string;
  readonly sku: string;
  readonly waiting: number;
}

export type Served = StockPick & { readonly placementId: string };

/**
 * Gives what has come of one SKU to those who wait, in their order; who cannot have all has what there is, and stays the first. The buffer
 * is nobody's.
 */
export function serve(stock: readonly FreeStock[], buffer: number, queue: readonly Waiting[]): Served[] {
  const shelves = [...shelvesBySku(stock).values()].flat();
  let left = Math.max(0, shelves.reduce((sum, { free }) => sum + free, 0) - buffer);
  const served: Served[] = [];
  for (const { placementId, sku, waiting } of queue) {
    const quantity = Math.min(waiting, left);
    if (quantity === 0) break;
    left -= quantity;
    served.push(...take(shelves, { sku, quantity }).map((pick) => ({ ...pick, placementId })));
  }
  return served;
}
