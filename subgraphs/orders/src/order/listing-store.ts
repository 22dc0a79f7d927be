import type { Queryable } from '@cartograph/kit/db';
import { and, asc, count, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { orderOf } from '#order/order-store';
import type { Order } from '#order/rules/order';
import { isByTotal, type OrderOrder, type OrderPlace, type OrderQuery } from '#order/rules/order-query';
import type { OrderSearch } from '#order/rules/order-search';
import { orderNames, orders } from '#tables';

/** A part of a list of orders: how many, in which order, from which place on. */
export interface OrderRange {
  readonly orderBy: OrderOrder;
  readonly limit: number;
  readonly backward: boolean;
  readonly place: OrderPlace | undefined;
}

// Each way to match by its own index, then the primary key, since one `or` over two tables reads all of both. Ranges and no `like`: its
// pattern is a parameter, of which a plan cannot make a range.
const beginsWith = (column: SQL, prefix: SQL): SQL => sql`${column} ~>=~ ${prefix} and ${column} ~<~ (${prefix} || ${lastCharacter})`;
const lastCharacter = '\u{10ffff}';

const found = ({ text, number }: OrderSearch): SQL => sql`${orders.id} = any(array(
  select id from orders where ${beginsWith(sql`number`, sql`${number}::text`)}
  union select id from orders where ${beginsWith(sql`lower(email)`, sql`lower(${text}::text)`)}
  union select id from orders where ${orderNames} @@ plainto_tsquery('simple', folded_name(${text}::text))
  union select order_id from order_lines where ${beginsWith(sql`upper(sku)`, sql`upper(${text}::text)`)}))`;

/** Among a few orders of one customer titles are read without an index. */
const bought = ({ text }: OrderSearch, owners: SQL): SQL => sql`${orders.id} in (
  select l.order_id from orders o join order_lines l on l.order_id = o.id
  where o.customer_id ${owners} and to_tsvector('simple', folded_name(l.title)) @@ plainto_tsquery('simple', folded_name(${text}::text)))`;

const conditions = (query: OrderQuery, owners?: SQL): (SQL | undefined)[] => [
  query.search && (owners ? or(found(query.search), bought(query.search, owners)) : found(query.search)),
  query.status && inArray(orders.status, query.status),
  query.paymentStatus && inArray(orders.paymentStatus, query.paymentStatus),
  query.fulfillmentStatus && inArray(orders.fulfillmentStatus, query.fulfillmentStatus),
  query.customerId === undefined ? undefined : eq(orders.customerId, query.customerId),
  query.placedAfter && gte(orders.placedAt, query.placedAfter),
  query.placedBefore && lt(orders.placedAt, query.placedBefore),
];

const isDescending = ({ orderBy, backward }: OrderRange): boolean => (orderBy === 'NEWEST' || orderBy === 'TOTAL_DESC') !== backward;

function beyond(range: OrderRange): SQL | undefined {
  const { place } = range;
  if (!place) return undefined;
  const side = sql.raw(isDescending(range) ? '<' : '>');
  return place.total
    ? sql`(${orders.currency}, ${orders.totalMinor}, ${orders.id}) ${side} (${place.total.currency}::char(3), ${place.total.minor}::bigint, ${place.id}::uuid)`
    : sql`${orders.id} ${side} ${place.id}::uuid`;
}

const sorted = (range: OrderRange): SQL[] => {
  const direction = isDescending(range) ? desc : asc;
  return (isByTotal(range.orderBy) ? [orders.currency, orders.totalMinor, orders.id] : [orders.id]).map((column) => direction(column));
};

/** A page of orders, in the direction of reading. */
export async function findOrders(db: Queryable, query: OrderQuery, range: OrderRange): Promise<Order[]> {
  const rows = await db.orm
    .select()
    .from(orders)
    .where(and(...conditions(query), beyond(range)))
    .orderBy(...sorted(range))
    .limit(range.limit);
  return rows.map(orderOf);
}

/** The same page of many customers' orders in one statement, in the order of `customerIds`. */
export async function loadOrdersOfCustomers(
  db: Queryable,
  customerIds: readonly string[],
  query: OrderQuery,
  range: OrderRange,
): Promise<Order[][]> {
  const own = sql`select id from orders where ${and(sql`customer_id = customer.id`, ...conditions(query, sql`= customer.id`), beyond(range))}
    order by ${sql.join(sorted(range), sql`, `)} limit ${range.limit}`;
  const ids = sql`select own.id from unnest(${sql.param([...customerIds])}::uuid[]) as customer (id) cross join lateral (${own}) as own`;
  const rows = await db.orm
    .select()
    .from(orders)
    .where(sql`${orders.id} in (${ids})`)
    .orderBy(...sorted(range));
  const byCustomer = Map.groupBy(rows.map(orderOf), ({ customerId }) => customerId);
  return customerIds.map((id) => byCustomer.get(id) ?? []);
}

/** How many orders each customer has that fit, in the order of `customerIds`. */
export async function countOrdersOfCustomers(db: Queryable, customerIds: readonly string[], query: OrderQuery): Promise<number[]> {
  const rows = await db.orm
    .select({ id: orders.customerId, total: count() })
    .from(orders)
    .where(and(inArray(orders.customerId, [...customerIds]), ...conditions(query, sql`= any(${sql.param([...customerIds])}::uuid[])`)))
    .groupBy(orders.customerId);
  const totals = new Map(rows.map(({ id, total }) => [id, total]));
  return customerIds.map((id) => totals.get(id) ?? 0);
}

export async function countOrders(db: Queryable, query: OrderQuery): Promise<number> {
  const [row] = await db.orm
    .select({ total: count() })
    .from(orders)
    .where(and(...conditions(query)));
  return row?.total ?? 0;
}
