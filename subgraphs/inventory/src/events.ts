import { changeAuditedIn } from '@cartograph/kit/audit';
import { event } from '@cartograph/kit/declare-event';
import type { NewEvent } from '@cartograph/kit/event';
import { z } from 'zod';
import { type LowStock, type StockSummary, sellableOf } from '#rules/stock';

const sku = z.string().describe('What was sold or counted.');
const cause = z.enum(['ADJUSTMENT', 'IMPORT', 'SHIPMENT', 'TRANSFER']).describe('What moved the goods.');

/** Not per reservation: that would be one per order line, and `availability` is asked, not replayed. */
export const stockChanged = event(
  'inventory.stock_changed',
  1,
  z
    .object({
      cause,
      items: z
        .array(
          z.object({
            sku,
            onHand: z.int().describe('Units in all locations.'),
            available: z.int().describe('Of those, the units that a new order may have.'),
          }),
        )
        .min(1)
        .max(200)
        .describe('What stands after the change, one item per SKU.'),
    })
    .describe('Goods came or went; not told of reservations.'),
  {
    key: 'what moved the goods: the SKU adjusted, the location counted or filled, the placement shipped, the transfer, or "import"',
    sequenced: false,
    example: { cause: 'SHIPMENT', items: [{ sku: 'MUG-CLASSIC', onHand: 40, available: 37 }] },
  },
);

export const stockLow = event(
  'inventory.stock_low',
  1,
  z
    .object({
      sku,
      available: z.int().describe('Units that nobody has reserved, in all locations.'),
      threshold: z.int().describe('The sum of its thresholds in all locations.'),
    })
    .describe('What is available of a SKU fell to its threshold or below; told once, when it crosses the line.'),
  { key: 'SKU', sequenced: false, example: { sku: 'MUG-CLASSIC', available: 5, threshold: 5 } },
);

/** Told off the way of orders, a moment after: most orders change nothing of it. */
export const availabilityChanged = event(
  'inventory.availability_changed',
  1,
  z
    .object({
      items: z
        .array(
          z.object({
            sku,
            sequence: z.int().describe('Counts what is told of this SKU: of two the higher one is newer.'),
            inStock: z.boolean().describe('Whether a new order may take one from the shelves.'),
          }),
        )
        .min(1)
        .max(200)
        .describe('What stands now, one item per SKU.'),
    })
    .describe('Some SKUs are there again, or no more: by orders, by staff, by their terms or by an import.'),
  { key: 'the first of its SKUs', sequenced: false, example: { items: [{ sku: 'LAMP-BRASS', sequence: 2, inStock: false }] } },
);

export const changeAudited = changeAuditedIn('inventory');

/** What this room says. */
export const events = [stockChanged, stockLow, availabilityChanged, changeAudited] as const;

export type StockCause = z.infer<typeof stockChanged.schema>['cause'];

/** `key` is what moved the goods. */
export function stockChangedEvents(cause: StockCause, key: string, after: readonly StockSummary[]): NewEvent[] {
  const told: NewEvent[] = [];
  for (let start = 0; start < after.length; start += 200) {
    const items = after.slice(start, start + 200).map((stock) => ({ sku: stock.sku, onHand: stock.onHand, available: sellableOf(stock) }));
    told.push(stockChanged.of(key, { cause, items }));
  }
  return told;
}

export const stockLowEvents = (fallen: readonly LowStock[]): NewEvent[] =>
  fallen.map(({ sku, available, threshold }) => stockLow.of(sku, { sku, available, threshold }));
