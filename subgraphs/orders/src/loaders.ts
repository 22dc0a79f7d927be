import type { Queryable } from '@cartograph/kit/db';
import { isUuid } from '@cartograph/kit/ids';
import DataLoader from 'dataloader';
import { loadCarts, loadOpenCarts } from '#cart/cart-store';
import type { Shelves } from '#cart/look-up-shelves';
import type { Cart } from '#cart/rules/cart';
import type { Shelf } from '#cart/rules/line-problem';
import { loadLists } from '#lists/list-store';
import type { ShoppingList } from '#lists/rules/shopping-list';
import { loadOrderEvents, loadOrderLines, loadOrders } from '#order/order-store';
import { createOwnOrderLoaders, type OwnOrderLoaders } from '#order/own-orders';
import type { Order, OrderEvent, OrderLine } from '#order/rules/order';
import { createBatcher } from '#placing/batcher';
import { loadPlacements } from '#placing/placement-store';
import type { Placement } from '#placing/rules/placement';

/** Each by id; undefined or empty for an unknown one, also when it is no id at all. */
export interface Loaders extends OwnOrderLoaders {
  carts: DataLoader<string, Cart | undefined>;
  openCarts: DataLoader<string, Cart | undefined>;
  /** By SKU. */
  shelves: DataLoader<string, Shelf>;
  /** By customer. */
  shoppingLists: DataLoader<string, ShoppingList[]>;
  orders: DataLoader<string, Order | undefined>;
  orderLines: DataLoader<string, OrderLine[]>;
  orderEvents: DataLoader<string, OrderEvent[]>;
  placements: DataLoader<string, Placement | undefined>;
}

/** A loader that never lets a malformed id reach a uuid column, and looks an id up in its own spelling. */
function byUuid<Value>(load: (ids: string[]) => Promise<Value[]>, missing: Value): DataLoader<string, Value> {
  return new DataLoader(async (keys) => {
    const ids = [...new Set(keys.filter(isUuid).map((key) => key.toLowerCase()))];
    const values = ids.length > 0 ? await load(ids) : [];
    const found = new Map(ids.map((id, index) => [id, values[index] ?? missing]));
    return keys.map((key) => found.get(key.toLowerCase()) ?? missing);
  });
}

/** Of all requests together: orders that are placed at once are read at once, to be answered. */
export interface SharedReads {
  order: (id: string) => Promise<Order | undefined>;
  orderLines: (id: string) => Promise<OrderLine[]>;
}

export function createSharedReads(db: Queryable): SharedReads {
  const order = createBatcher(async (ids: string[]) => (await loadOrders(db, ids)).map((found) => ({ found })), { max: 200 });
  return {
    order: async (id) => (await order(id)).found,
    orderLines: createBatcher((ids: string[]) => loadOrderLines(db, ids), { max: 200 }),
  };
}

export const createLoaders = (db: Queryable, shared: SharedReads, shelves: Shelves): Loaders => ({
  ...createOwnOrderLoaders(db),
  carts: byUuid<Cart | undefined>((ids) => loadCarts(db, ids), undefined),
  openCarts: byUuid<Cart | undefined>((ids) => loadOpenCarts(db, ids), undefined),
  shelves: new DataLoader((skus: readonly string[]) => shelves.lookUp(skus), { maxBatchSize: 200 }),
  shoppingLists: byUuid((ids) => loadLists(db, ids), []),
  orders: byUuid<Order | undefined>((ids) => Promise.all(ids.map(shared.order)), undefined),
  orderLines: byUuid((ids) => Promise.all(ids.map(shared.orderLines)), []),
  orderEvents: byUuid((ids) => loadOrderEvents(db, ids), []),
  placements: byUuid<Placement | undefined>((ids) => loadPlacements(db, ids), undefined),
});
