import type { Queryable } from '@cartograph/kit/db';
import { and, asc, count, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Order, OrderEvent, OrderLine, OrderQuery } from '#order/rules/order';
import { orderEvents, orderLines, orders } from '#tables';

const orderOf = (row: typeof orders.$inferSelect): Order => ({ ...row, currency: row.currency as Order['currency'] });

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

const conditions = ({ status, customerId, placedAfter, placedBefore }: OrderQuery): SQL | undefined =>
  and(
    status ? inArray(orders.status, status) : undefined,
    customerId ? eq(orders.customerId, customerId) : undefined,
    placedAfter ? gte(orders.placedAt, placedAfter) : undefined,
    placedBefore ? lt(orders.placedAt, placedBefore) : undefined,
  );

/** Newest first; `after` is the id of the last order of the page before (ids are time-ordered). */
export async function findOrders(db: Queryable, query: OrderQuery, limit: number, after: string | undefined): Promise<Order[]> {
  const rows = await db.orm
    .select()
    .from(orders)
    .where(and(conditions(query), after ? lt(orders.id, after) : undefined))
    .orderBy(desc(orders.id))
    .limit(limit);
  return rows.map(orderOf);
}

/** The same page of many customers' orders in one statement, in the order of `customerIds`. */
export async function loadOrdersOfCustomers(
  db: Queryable,
  customerIds: readonly string[],
  limit: number,
  after: string | undefined,
): Promise<Order[][]> {
  const ids = sql`select own.id from unnest(${sql.param([...customerIds])}::uuid[]) as customer (id) cross join lateral (
    select id from orders where customer_id = customer.id and (${after ?? null}::uuid is null or id < ${after ?? null}::uuid)
    order by id desc limit ${limit}) as own`;
  const rows = await db.orm.select().from(orders).where(sql`${orders.id} in (${ids})`).orderBy(desc(orders.id));
  const byCustomer = Map.groupBy(rows.map(orderOf), ({ customerId }) => customerId);
  return customerIds.map((id) => byCustomer.get(id) ?? []);
}

/** How many orders each customer has, in the order of `customerIds`. */
export async function countOrdersOfCustomers(db: Queryable, customerIds: readonly string[]): Promise<number[]> {
  const rows = await db.orm
    .select({ id: orders.customerId, total: count() })
    .from(orders)
    .where(inArray(orders.customerId, [...customerIds]))
    .groupBy(orders.customerId);
  const totals = new Map(rows.map(({ id, total }) => [id, total]));
  return customerIds.map((id) => totals.get(id) ?? 0);
}

export async function countOrders(db: Queryable, query: OrderQuery): Promise<number> {
  const [row] = await db.orm.select({ total: count() }).from(orders).where(conditions(query));
  return row?.total ?? 0;
}
