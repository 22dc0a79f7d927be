import type { StockLine } from '#rules/reservation';

/** A SKU over all locations. `threshold` is the sum of its locations' thresholds. */
export interface StockSummary {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly threshold: number;
}

export type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'BACKORDER' | 'OUT_OF_STOCK';

export type HoldState = 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'RETURNED' | 'SHIPPED';

export const availableOf = ({ onHand, reserved }: Pick<StockSummary, 'onHand' | 'reserved'>): number => onHand - reserved;

export function statusOf(stock: StockSummary): StockStatus {
  const available = availableOf(stock);
  if (available === 0) return 'OUT_OF_STOCK';
  return available <= stock.threshold ? 'LOW_STOCK' : 'IN_STOCK';
}

export interface LowStock {
  readonly sku: string;
  readonly available: number;
  readonly threshold: number;
}

/** SKUs that `taken` (what leaves the available stock) brings from above their threshold to it or below: told once, not per order. */
export function fellLow(before: readonly StockSummary[], taken: readonly StockLine[]): LowStock[] {
  const leaving = new Map<string, number>();
  for (const { sku, quantity } of taken) leaving.set(sku, (leaving.get(sku) ?? 0) + quantity);
  return before.flatMap((stock) => {
    const available = availableOf(stock) - (leaving.get(stock.sku) ?? 0);
    const fell = availableOf(stock) > stock.threshold && available <= stock.threshold;
    return fell ? [{ sku: stock.sku, available, threshold: stock.threshold }] : [];
  });
}

export interface Level {
  readonly sku: string;
  readonly locationId: string;
  readonly priority: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly lowStockThreshold: number;
}

/** Levels of any SKUs, summed per SKU. */
export function summarize(levels: readonly Level[]): StockSummary[] {
  const sums = new Map<string, StockSummary>();
  for (const level of levels) {
    const sum = sums.get(level.sku);
    sums.set(level.sku, {
      sku: level.sku,
      onHand: (sum?.onHand ?? 0) + level.onHand,
      reserved: (sum?.reserved ?? 0) + level.reserved,
      threshold: (sum?.threshold ?? 0) + level.lowStockThreshold,
    });
  }
  return [...sums.values()];
}

/** What a cart asks for beyond what is there. SKUs that inventory does not know have nothing available. */
export interface StockProblem {
  readonly sku: string;
  readonly requested: number;
  readonly available: number;
}

/** `stock` tells of each line in turn. */
export function stockProblems(lines: readonly StockLine[], stock: readonly (StockSummary | undefined)[]): StockProblem[] {
  return lines.flatMap(({ sku, quantity }, index) => {
    const known = stock[index];
    const available = known ? availableOf(known) : 0;
    return quantity > available ? [{ sku, requested: quantity, available }] : [];
  });
}
