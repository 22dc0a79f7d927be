import type { CurrencyCode } from '@cartograph/kit/money';
import type { KeptDiscount, KeptTax } from '#order/rules/price-facts';
import type { OrderAddress } from '#placing/rules/address';

export interface OrderLine {
  id: string;
  sku: string;
  title: string;
  quantity: number;
  unitMinor: bigint;
  totalMinor: bigint;
  /** Of one; the three below of the line. Null on lines from before they were kept. */
  listMinor: bigint | null;
  discountMinor: bigint | null;
  taxMinor: bigint | null;
  includedTaxMinor: bigint | null;
}

export interface Order {
  id: string;
  number: string;
  customerId: string | null;
  email: string;
  shippingAddress: OrderAddress;
  /** Null: the same as shipping. */
  billingAddress: OrderAddress | null;
  currency: CurrencyCode;
  subtotalMinor: bigint;
  discountMinor: bigint;
  shippingMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
  totalMinor: bigint;
  status: 'CONFIRMED' | 'COMPLETED' | 'CANCELLED';
  paymentStatus: 'AUTHORIZED' | 'PAID' | 'VOIDED' | 'PARTIALLY_REFUNDED' | 'REFUNDED';
  fulfillmentStatus: 'UNFULFILLED' | 'PARTIALLY_SHIPPED' | 'SHIPPED' | 'DELIVERED' | 'RETURNED';
  placedAt: Date;
  /** What its quote says beside the sums; null on orders from before it was kept. */
  discounts: KeptDiscount[] | null;
  taxes: KeptTax[] | null;
  pointsRedeemed: number | null;
  pointsEarned: number | null;
}

export interface OrderEvent {
  id: string;
  type: 'PLACED' | 'PAYMENT_AUTHORIZED' | 'PAYMENT_CAPTURED' | 'SHIPPED' | 'DELIVERED' | 'RETURNED' | 'CANCELLED' | 'REFUNDED';
  occurredAt: Date;
}

/** Why an order cannot be cancelled any more, or undefined when it can. */
export function cancelRefusal(order: Pick<Order, 'status' | 'fulfillmentStatus'>): { code: string; message: string } | undefined {
  if (order.status === 'CANCELLED') return { code: 'ALREADY_CANCELLED', message: 'The order was cancelled before.' };
  if (order.status === 'COMPLETED')
    return { code: 'ALREADY_COMPLETED', message: 'The order was delivered: it can be returned, not cancelled.' };
  if (order.fulfillmentStatus !== 'UNFULFILLED')
    return { code: 'ALREADY_SHIPPED', message: 'The order has left: it can be returned, not cancelled.' };
  return undefined;
}
