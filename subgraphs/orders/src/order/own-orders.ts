import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { countOrdersOfCustomers, loadOrdersOfCustomers, type OrderRange } from '#order/listing-store';
import type { Order } from '#order/rules/order';
import type { OrderQuery } from '#order/rules/order-query';

/** Which of whose orders. */
interface OwnOrders {
  ownerId: string;
  query: OrderQuery;
}

interface OwnPage extends OwnOrders {
  range: OrderRange;
}

/** Customers' lists of their own orders: one statement for all that ask the same of them. */
export interface OwnOrderLoaders {
  ownOrders: DataLoader<OwnPage, Order[], string>;
  ownOrderCounts: DataLoader<OwnOrders, number, string>;
}

export const createOwnOrderLoaders = (db: Queryable): OwnOrderLoaders => ({
  ownOrders: byOwner((ids, { query, range }: OwnPage) => loadOrdersOfCustomers(db, ids, query, range)),
  ownOrderCounts: byOwner((ids, { query }: OwnOrders) => countOrdersOfCustomers(db, ids, query)),
});

function byOwner<Asked extends OwnOrders, Value>(
  load: (ownerIds: string[], asked: Asked) => Promise<Value[]>,
): DataLoader<Asked, Value, string> {
  const shapeOf = ({ ownerId: _, ...asked }: Asked): string => JSON.stringify(asked);
  return new DataLoader<Asked, Value, string>(
    async (all) => {
      const answers = new Map<Asked, Value>();
      for (const same of Map.groupBy(all, shapeOf).values()) {
        const [asked] = same as [Asked];
        const values = await load(
          same.map(({ ownerId }) => ownerId),
          asked,
        );
        same.forEach((one, index) => answers.set(one, values[index] as Value));
      }
      return all.map((one) => answers.get(one) as Value);
    },
    { cacheKeyFn: (asked) => `${asked.ownerId} ${shapeOf(asked)}` },
  );
}
