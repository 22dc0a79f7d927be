import type { StockLine } from '#rules/reservation';
import { backorderRest, type Terms } from '#rules/terms';

/** A SKU over all locations. `threshold` is the sum of its locations' thresholds. */
export interface StockSummary {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly threshold: number;
  /** Missing where nobody has said any. */
  readonly terms?: Terms | null | undefined;
}

export type StockStatus = 'IN_STOCK' | 'LOW_STOCK' | 'BACKORDER' | 'PREORDER' | 'OUT_OF_STOCK';

export type HoldState = 'HELD' | 'REFUSED' | 'COMMITTED' | 'RELEASED' | 'RETURNED' | 'SHIPPED';

export const availableOf = ({ onHand, reserved }: Pick<StockSummary, 'onHand' | 'reserved'>): number => onHand - reserved;

/** What is not for new orders: the buffer, and what others wait for. */
const keptBack = (terms: Terms | null | undefined): number => (terms ? terms.buffer + terms.backordered : 0);

/** What a new order may take from the shelves now. */
export const sellableOf = (stock: StockSummary): number => Math.max(0, availableOf(stock) - keptBack(stock.terms));

/** What one order may have: from the shelves, and of what is to come. */
export const purchasableOf = (stock: StockSummary): number =>
  Math.min(sellableOf(stock) + backorderRest(stock.terms), stock.terms?.maxPerOrder ?? Number.POSITIVE_INFINITY);

export function statusOf(stock: StockSummary): StockStatus {
  const sellable = sellableOf(stock);
  if (sellable > 0) return sellable <= stock.threshold ? 'LOW_STOCK' : 'IN_STOCK';
  return (backorderRest(stock.terms) > 0 && stock.terms?.backorder) || 'OUT_OF_STOCK';
}

/** Of what is on the shelves, SKUs that `taken` leaves nothing of for the next order. */
export function ranOut(before: readonly StockSummary[], taken: readonly StockLine[]): string[] {
  const leaving = new Map<string, number>();
  for (const { sku, quantity } of taken) leaving.set(sku, (leaving.get(sku) ?? 0) + quantity);
  return before.flatMap((stock) => {
    const sellable = sellableOf(stock);
    return sellable > 0 && (leaving.get(stock.sku) ?? 0) >= sellable ? [stock.sku] : [];
  });
}

/** SKUs of which nothing was left before something came back. */
export const cameBack = (before: readonly StockSummary[]): string[] =>
  before.filter((stock) => sellableOf(stock) === 0).map(({ sku }) => sku);

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
    const before = availableOf(stock) - keptBack(stock.terms);
    const available = Math.max(0, before - (leaving.get(stock.sku) ?? 0));
    const fell = before > stock.threshold && available <= stock.threshold;
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

/** Levels of any SKUs, summed per SKU, with the terms that there are. */
export function summarize(levels: readonly Level[], terms: readonly Terms[] = []): StockSummary[] {
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
  if (terms.length === 0) return [...sums.values()];
  const termsOf = new Map(terms.map((each) => [each.sku, each]));
  return [...sums.values()].map((sum) => ({ ...sum, terms: termsOf.get(sum.sku) }));
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
    const available = known ? purchasableOf(known) : 0;
    return quantity > available ? [{ sku, requested: quantity, available }] : [];
  });
}
