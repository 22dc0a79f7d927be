import type { Kinds } from '#kind';
import { ordersKind } from '#kinds/orders';
import { productsKind } from '#kinds/products';
import { stockKind } from '#kinds/stock';
import type { ExchangeRemotes } from '#remotes/remotes';

/** Every kind of data that goes in or out. */
export const kindsOf = ({ inventory, orders, products }: ExchangeRemotes) =>
  ({
    PRODUCTS: productsKind(products),
    STOCK: stockKind(inventory),
    ORDERS: ordersKind(orders),
  }) satisfies Kinds;
