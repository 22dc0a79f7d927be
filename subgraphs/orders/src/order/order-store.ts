import type { Queryable } from '@cartograph/kit/db';
import { asc, eq, inArray } from 'drizzle-orm';
import type { Order, OrderEvent, OrderLine } from '#order/rules/order';
import { orderEvents, orderLines, orders } from '#tables';

export const orderOf = (row: typeof orders.$inferSelect): Order => ({ ...row, currency: row.currency as Order['currency'] });

const inOrderOf = <Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): (Row | undefined)[] => {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return ids.map((id) => byId.get(id));
};

export async function loadOrders(db: Queryable, ids: readonly string[]): Promise<(Order | undefined)[]> {
  const rows = await db.orm
    .select()
    .from(orders)
    .where(inArray(orders.id, [...ids]));
  return inOrderOf(ids, rows.map(orderOf), ({ id }) => id);
}

export async function findOrderByNumber(db: Queryable, number: string): Promise<Order | undefined> {
  const [row] = await db.orm.select().from(orders).where(eq(orders.number, number));
  return row && orderOf(row);
}

export async function loadOrderLines(db: Queryable, orderIds: readonly string[]): Promise<OrderLine[][]> {
  const rows = await db.orm
    .select()
    .from(orderLines)
    .where(inArray(orderLines.orderId, [...orderIds]))
    .orderBy(asc(orderLines.orderId), asc(orderLines.position));
  const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
  return orderIds.map((id) => byOrder.get(id) ?? []);
}

export async function loadOrderEvents(db: Queryable, orderIds: readonly string[]): Promise<OrderEvent[][]> {
  const rows = await db.orm
    .select()
    .from(orderEvents)
    .where(inArray(orderEvents.orderId, [...orderIds]))
    .orderBy(asc(orderEvents.occurredAt), asc(orderEvents.id));
  const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
  return orderIds.map((id) => (byOrder.get(id) ?? []).map((row) => ({ ...row, type: row.type as OrderEvent['type'] })));
}
