import type { Kinds } from '#kind';
import { couponsKind } from '#kinds/coupons';
import { ordersKind } from '#kinds/orders';
import { pricesKind } from '#kinds/prices';
import { productsKind } from '#kinds/products';
import { stockKind } from '#kinds/stock';
import type { ExchangeRemotes } from '#remotes/remotes';

/** Every kind of data that goes in or out. */
export const kindsOf = ({ inventory, orders, pricing, products }: ExchangeRemotes) =>
  ({
    PRODUCTS: productsKind(products),
    PRICES: pricesKind(pricing),
    STOCK: stockKind(inventory),
    ORDERS: ordersKind(orders),
    COUPONS: couponsKind(pricing),
  }) satisfies Kinds;
