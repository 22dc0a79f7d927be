import { type Connection, connectionOf, encodeCursor, type Page, type PageArguments, placeOf, readPage } from '@cartograph/kit/cursor';
import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import type { Loaders } from '#loaders';
import { countOrders, findOrders, type OrderRange } from '#order/listing-store';
import type { Order } from '#order/rules/order';
import { type OrderOrder, type OrderPlace, type OrderQuery, placeKeys, placeLength, placeOfKeys } from '#order/rules/order-query';

/** `query` and whose orders are kept for the count, which is made only when it is asked for. */
export type OrderPage = Connection<Order> & { query: OrderQuery; ownerId: string | undefined };

/** A page of orders. */
export async function pageOrders(db: Queryable, query: OrderQuery, orderBy: OrderOrder, args: PageArguments): Promise<OrderPage> {
  const page = readPage(args, 20);
  return { ...connectionOfOrders(await findOrders(db, query, rangeOf(page, orderBy)), page, orderBy), query, ownerId: undefined };
}

/** A page of one customer's orders, newest first; many customers' same pages come in one statement. */
export async function pageOwnOrders(
  { ownOrders }: Pick<Loaders, 'ownOrders'>,
  ownerId: string,
  query: OrderQuery,
  args: PageArguments,
): Promise<OrderPage> {
  const page = readPage(args, 20);
  const rows = await ownOrders.load({ ownerId, query, range: rangeOf(page, 'NEWEST') });
  return { ...connectionOfOrders(rows, page, 'NEWEST'), query, ownerId };
}

const rangeOf = (page: Page, orderBy: OrderOrder): OrderRange => ({
  orderBy,
  limit: page.limit,
  backward: page.backward,
  place: placeOf(page, placeLength(orderBy), (keys): OrderPlace | undefined => {
    const place = placeOfKeys(orderBy, keys);
    return place && isUuid(place.id) ? { ...place, id: place.id } : undefined;
  }),
});

const connectionOfOrders = (rows: readonly Order[], page: Page, orderBy: OrderOrder): Connection<Order> =>
  connectionOf(
    rows,
    page,
    (order) => encodeCursor(placeKeys(orderBy, order)),
    (order) => order,
  );

/** How many orders there are on all pages; the orders of many customers are counted in one statement. */
export const countMatching = (
  db: Queryable,
  { ownOrderCounts }: Pick<Loaders, 'ownOrderCounts'>,
  { query, ownerId }: OrderPage,
): Promise<number> => (ownerId === undefined ? countOrders(db, query) : ownOrderCounts.load({ ownerId, query }));
