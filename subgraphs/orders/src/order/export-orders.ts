import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import { isCurrencyCode, money, toWire } from '@cartograph/kit/money';
import { type ExportedLineRow, loadExportedLines } from '#order/export-store';

export interface ExportOrdersCommand {
  /** The order that the page follows; null: from the first. */
  after: string | null;
  /** Only orders that something happened to since; null: all. */
  changedAfter: Date | null;
  /** Orders on the page, from 1 to 500. */
  first: number;
}

export type ExportedLine = ReturnType<typeof exportedLine>;

export interface ExportedPage {
  after: string | null;
  lines: ExportedLine[];
  /** Where the next page begins; null: there is nothing more. */
  next: string | null;
}

const maxOrders = 500;

/** Pages of all orders, oldest first, a row for each line. */
export const exportOrders = (db: Queryable, commands: readonly ExportOrdersCommand[]): Promise<ExportedPage[]> =>
  Promise.all(commands.map((command) => exportPage(db, command)));

async function exportPage(db: Queryable, { after, changedAfter, first }: ExportOrdersCommand): Promise<ExportedPage> {
  if (after !== null && !isUuid(after)) throw new RangeError('an order is named by its id');
  const size = Math.min(Math.max(first, 1), maxOrders);
  const rows = await loadExportedLines(db, after, changedAfter, size);
  const orders = new Set(rows.map(({ orderId }) => orderId));
  return { after, lines: rows.map(exportedLine), next: orders.size < size ? null : (rows.at(-1)?.orderId ?? null) };
}

function exportedLine(row: ExportedLineRow) {
  const { currency, shippingAddress: to } = row;
  if (!isCurrencyCode(currency)) throw new Error(`${currency} is no currency`);
  const amount = (minor: bigint) => toWire(money(minor, currency));
  return {
    number: row.number,
    placedAt: row.placedAt,
    status: row.status,
    paymentStatus: row.paymentStatus,
    fulfillmentStatus: row.fulfillmentStatus,
    customerId: row.customerId,
    email: row.email,
    currency,
    subtotal: amount(row.subtotalMinor),
    discount: amount(row.discountMinor),
    shipping: amount(row.shippingMinor),
    tax: amount(row.taxMinor),
    includedTax: amount(row.includedTaxMinor),
    total: amount(row.totalMinor),
    name: to.name,
    line1: to.line1,
    line2: to.line2 ?? null,
    city: to.city,
    region: to.region ?? null,
    postalCode: to.postalCode ?? null,
    country: to.country,
    line: row.position,
    sku: row.sku,
    title: row.title,
    quantity: row.quantity,
    unit: amount(row.unitMinor),
    lineTotal: amount(row.lineMinor),
  };
}
