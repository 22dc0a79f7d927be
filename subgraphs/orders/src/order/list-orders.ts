import { connectionOf, decodeCursor, encodeCursor, pageSize } from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import { isUuid } from '@cartograph/kit/ids';
import type { Loaders } from '#loaders';
import { countOrders, findOrders } from '#order/order-store';
import type { Order, OrderQuery } from '#order/rules/order';
import { findPlacementsNeedingAttention } from '#placing/attention-store';
import type { Placement } from '#placing/rules/placement';

type Page<Node> = ReturnType<typeof connectionOf<unknown, Node>>;
export type OrderPage = Page<Order> & { query: OrderQuery };
export type PlacementPage = Page<Placement>;

export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

/** The id of the last row of the page before. */
function idAfter(after: string | null | undefined): string | undefined {
  if (after == null) return undefined;
  const [id] = decodeCursor(after, 1);
  if (!isUuid(id)) throw badUserInput('after', 'after must be a cursor of this connection.');
  return id;
}

/** A page of orders, newest first. */
export async function pageOrders(db: Queryable, query: OrderQuery, { first, after }: PageArguments): Promise<OrderPage> {
  const size = pageSize(first, 20);
  return orderPage(await findOrders(db, query, size + 1, idAfter(after)), size, after, query);
}

/** A page of one customer's orders, newest first; many customers' same pages come in one statement. */
export async function pageOwnOrders(
  pages: Loaders['customerOrders'],
  customerId: string,
  { first, after }: PageArguments,
): Promise<OrderPage> {
  const size = pageSize(first, 20);
  const rows = await pages.load({ customerId: customerId.toLowerCase(), limit: size + 1, after: idAfter(after) });
  return orderPage(rows, size, after, { customerId });
}

function orderPage(rows: readonly Order[], size: number, after: string | null | undefined, query: OrderQuery): OrderPage {
  const page = connectionOf(
    rows,
    size,
    after != null,
    ({ id }) => encodeCursor([id]),
    (order) => order,
  );
  return { ...page, query };
}

/** A page of placements that need attention, oldest first. */
export async function pageAttention(db: Queryable, { first, after }: PageArguments): Promise<PlacementPage> {
  const size = pageSize(first, 20);
  const rows = await findPlacementsNeedingAttention(db, size + 1, idAfter(after));
  return connectionOf(
    rows,
    size,
    after != null,
    ({ id }) => encodeCursor([id]),
    (placement) => placement,
  );
}

/** How many orders there are on all pages; all orders of many customers are counted in one statement. */
export function countMatching(db: Queryable, counts: Loaders['customerOrderCounts'], query: OrderQuery): Promise<number> {
  const { customerId, ...filter } = query;
  const isWhole = Object.values(filter).every((condition) => condition === undefined);
  return customerId !== undefined && isWhole ? counts.load(customerId) : countOrders(db, query);
}
