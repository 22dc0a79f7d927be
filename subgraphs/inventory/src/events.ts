import type { NewEvent } from '@cartograph/kit/event';
import { z } from 'zod';
import { availableOf, type LowStock, type StockSummary } from '#stock';

/** Goods came or went. Not written per reservation: that would be one per order line, and `availability` is asked, not replayed. */
export const stockChanged = z.object({
  cause: z.enum(['ADJUSTMENT', 'IMPORT', 'SHIPMENT']),
  items: z
    .array(z.object({ sku: z.string(), onHand: z.int(), available: z.int() }))
    .min(1)
    .max(200),
});

/** What is available of a SKU fell to its threshold or below; written when it crosses the line, not while it stays there. */
export const stockLow = z.object({ sku: z.string(), available: z.int(), threshold: z.int() });

/** `key` is what moved the goods: the SKU adjusted, the placement shipped, or "import". */
export function stockChangedEvents(cause: z.infer<typeof stockChanged>['cause'], key: string, after: readonly StockSummary[]): NewEvent[] {
  const events: NewEvent[] = [];
  for (let start = 0; start < after.length; start += 200) {
    const items = after.slice(start, start + 200).map((stock) => ({ sku: stock.sku, onHand: stock.onHand, available: availableOf(stock) }));
    events.push({ type: 'inventory.stock_changed', version: 1, key, data: { cause, items } });
  }
  return events;
}

export const stockLowEvents = (fallen: readonly LowStock[]): NewEvent[] =>
  fallen.map(({ sku, available, threshold }) => ({
    type: 'inventory.stock_low',
    version: 1,
    key: sku,
    data: { sku, available, threshold },
  }));
