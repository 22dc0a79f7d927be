import type { UnnumberedEvent } from '@cartograph/kit/event';
import type { Order, OrderEvent } from '#order/rules/order';
import type { OrderAddress } from '#placing/rules/address';
import type { StoredQuote } from '#placing/rules/stored-quote';
import type { FrozenQuote } from '#remotes/pricing';

/** An order that was placed before, here or in another shop. Its stock, price, points and payment are imported by their own rooms. */
export interface ImportOrder {
  /** A uuidv7 of the time it was placed: pages are ordered by it. The other rooms know it as the placement's id. */
  id: string;
  placedAt: Date;
  customerId: string | null;
  email: string;
  shippingAddress: OrderAddress;
  lines: { sku: string; variantId: string; title: string; quantity: number }[];
  quote: FrozenQuote;
  status: Order['status'];
  paymentStatus: Order['paymentStatus'];
  fulfillmentStatus: Order['fulfillmentStatus'];
  events: { type: OrderEvent['type']; at: Date }[];
}

/** An event as it would have been told at the time. */
export type ToldThen = UnnumberedEvent & { id: string; at: Date };

export type ImportedOrder = Omit<ImportOrder, 'quote'> & { quote: StoredQuote; idempotencyKey: string; told: ToldThen[] };
