import type { Kind } from '#kind';
import type { ExportedLine, OrdersRemote } from '#remotes/orders';
import type { Column, Values } from '#rules/column';

/** Orders to a page: one has 200 lines at most. */
const pageOrders = 100;

const columns: readonly Column[] = [
  { name: 'number', type: 'text', about: "The order's number." },
  { name: 'placedAt', type: 'instant', about: 'When it was placed.' },
  { name: 'status', type: 'text', about: 'CONFIRMED, COMPLETED or CANCELLED.' },
  { name: 'paymentStatus', type: 'text', about: 'Such as PAID.' },
  { name: 'fulfillmentStatus', type: 'text', about: 'Such as SHIPPED.' },
  { name: 'customerId', type: 'text', about: 'Whose order it is; empty for guests.' },
  { name: 'email', type: 'text', about: 'Of whoever ordered.' },
  { name: 'currency', type: 'text', about: 'Of all amounts.' },
  { name: 'subtotal', type: 'decimal', about: 'Of all lines.' },
  { name: 'discount', type: 'decimal', about: 'What came off.' },
  { name: 'shipping', type: 'decimal', about: 'What shipping costs.' },
  { name: 'tax', type: 'decimal', about: 'Tax that was added.' },
  { name: 'includedTax', type: 'decimal', about: 'Tax that the prices include.' },
  { name: 'total', type: 'decimal', about: 'Of the order.' },
  { name: 'name', type: 'text', about: 'Who it goes to.' },
  { name: 'line1', type: 'text', about: 'Street and number.' },
  { name: 'line2', type: 'text', about: 'What else the address says.' },
  { name: 'city', type: 'text', about: 'City.' },
  { name: 'region', type: 'text', about: 'Region code.' },
  { name: 'postalCode', type: 'text', about: 'Postal code.' },
  { name: 'country', type: 'text', about: 'Country code.' },
  { name: 'line', type: 'integer', about: 'Place of the line in its order, from 0.' },
  { name: 'sku', type: 'text', about: 'What was bought.' },
  { name: 'title', type: 'text', about: 'As it was called then.' },
  { name: 'quantity', type: 'integer', about: 'How many.' },
  { name: 'unit', type: 'decimal', about: 'Price of one.' },
  { name: 'lineTotal', type: 'decimal', about: 'Price of the line.' },
];

/** A row for each line, with the order beside it. Orders are exported alone: what was bought is no data to write. */
export const ordersKind = (orders: OrdersRemote): Kind => ({
  columns,
  page: async (after, changedAfter) => {
    const [page] = await orders.exportOrders([{ after, changedAfter, first: pageOrders }]);
    if (!page) throw new Error('orders gave no page');
    return { rows: page.lines.map(rowOf), next: page.next };
  },
});

const rowOf = (line: ExportedLine): Values => ({
  ...line,
  placedAt: line.placedAt.toISOString(),
  subtotal: line.subtotal.amount,
  discount: line.discount.amount,
  shipping: line.shipping.amount,
  tax: line.tax.amount,
  includedTax: line.includedTax.amount,
  total: line.total.amount,
  unit: line.unit.amount,
  lineTotal: line.lineTotal.amount,
});
