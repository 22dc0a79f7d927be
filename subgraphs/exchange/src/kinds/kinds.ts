import type { Kinds } from '#kind';
import { couponsKind } from '#kinds/coupons';
import { customersKind } from '#kinds/customers';
import { ordersKind } from '#kinds/orders';
import { pricesKind } from '#kinds/prices';
import { productsKind } from '#kinds/products';
import { stockKind } from '#kinds/stock';
import type { ExchangeRemotes } from '#remotes/remotes';

/** Every kind of data that goes in or out. */
export const kindsOf = ({ customers, inventory, orders, pricing, products }: ExchangeRemotes) =>
  ({
    PRODUCTS: productsKind(products),
    PRICES: pricesKind(pricing),
    STOCK: stockKind(inventory),
    CUSTOMERS: customersKind(customers),
    ORDERS: ordersKind(orders),
    COUPONS: couponsKind(pricing),
  }) satisfies Kinds;
