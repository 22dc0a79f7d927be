import type { Queryable } from '@cartograph/kit/db';
import type { OrderAddress } from '#placing/rules/address';

/** A line with the order that it is of, as it is kept. */
export interface ExportedLineRow {
  orderId: string;
  number: string;
  placedAt: Date;
  status: string;
  paymentStatus: string;
  fulfillmentStatus: string;
  customerId: string | null;
  email: string;
  currency: string;
  subtotalMinor: bigint;
  discountMinor: bigint;
  shippingMinor: bigint;
  taxMinor: bigint;
  includedTaxMinor: bigint;
  totalMinor: bigint;
  shippingAddress: OrderAddress;
  position: number;
  sku: string;
  title: string;
  quantity: number;
  unitMinor: bigint;
  lineMinor: bigint;
}

/** Orders after one of them, oldest first, each with all its lines. `changedAfter`: only those that something happened to since. */
export async function loadExportedLines(
  db: Queryable,
  after: string | null,
  changedAfter: Date | null,
  orders: number,
): Promise<ExportedLineRow[]> {
  return db.query<ExportedLineRow & Record<string, unknown>>({
    name: 'orders_export_page',
    text: `select o.id as "orderId", o.number, o.placed_at as "placedAt", o.status, o.payment_status as "paymentStatus",
                  o.fulfillment_status as "fulfillmentStatus", o.customer_id as "customerId", o.email, trim(o.currency) as currency,
                  o.subtotal_minor as "subtotalMinor", o.discount_minor as "discountMinor", o.shipping_minor as "shippingMinor",
                  o.tax_minor as "taxMinor", o.included_tax_minor as "includedTaxMinor", o.total_minor as "totalMinor",
                  o.shipping_address as "shippingAddress", l.position, l.sku, l.title, l.quantity, l.unit_minor as "unitMinor",
                  l.total_minor as "lineMinor"
           from (select * from orders where ($1::uuid is null or id > $1)
                   and ($2::timestamptz is null
                        or exists (select from order_events e where e.order_id = orders.id and e.occurred_at > $2))
                 order by id limit $3) o
             join order_lines l on l.order_id = o.id
           order by o.id, l.position`,
    values: [after, changedAfter, orders],
  });
}
