import type { DemoShop } from '../support/demo-shop.ts';
import { until } from '../support/until.ts';

export interface FullOrder {
  id: string;
  number: string;
  email: string;
  status: string;
  paymentStatus: string;
  fulfillmentStatus: string;
  customer: { email: string } | null;
  lines: {
    skuAtPurchase: string;
    quantity: number;
    unitPrice: { amount: string };
    total: { amount: string };
    variant: { sku: string } | null;
  }[];
  totals: Record<'subtotal' | 'discount' | 'shipping' | 'tax' | 'total', { amount: string; currencyCode: string }>;
  timeline: { type: string }[];
  payments: { status: string; authorized: { amount: string }; captured: { amount: string }; refunded: { amount: string } }[] | null;
  allocations: { sku: string; quantity: number; state: string }[] | null;
  loyaltyEntries: { kind: string; points: number; pendingPoints: number }[] | null;
}

const query = `query Everything($id: ID, $accessToken: String) {
  order(id: $id, accessToken: $accessToken) {
    id number email status paymentStatus fulfillmentStatus customer { email }
    lines { skuAtPurchase quantity unitPrice { amount } total { amount } variant { sku } }
    totals {
      subtotal { amount currencyCode } discount { amount currencyCode } shipping { amount currencyCode }
      tax { amount currencyCode } total { amount currencyCode }
    }
    timeline { type }
    payments { status authorized { amount } captured { amount } refunded { amount } }
    allocations { sku quantity state }
    loyaltyEntries { kind points pendingPoints }
  }
}`;

interface Reader {
  token?: string | undefined;
  accessToken?: string | null | undefined;
}

/** The order as the reader sees it, from every room that knows of it; null when it is not theirs. */
export async function readOrder(shop: DemoShop, id: string, { token, accessToken }: Reader = {}): Promise<FullOrder | null> {
  const { order } = await shop.askFor<{ order: FullOrder | null }>(query, { id, accessToken }, token);
  return order;
}

/** Once everything after the decision is done as well: the hold confirmed, the money taken. */
export async function readSettled(shop: DemoShop, id: string, reader: Reader): Promise<FullOrder> {
  const order = await until(
    () => readOrder(shop, id, reader),
    (found) => found?.paymentStatus === 'PAID' && (found.payments ?? []).every(({ status }) => status === 'CAPTURED'),
  );
  if (!order) throw new Error('the order is gone');
  return order;
}
