import type { CustomersRemote } from '#remotes/customers';
import type { InventoryRemote } from '#remotes/inventory';
import type { OrdersRemote } from '#remotes/orders';
import type { PricingRemote } from '#remotes/pricing';
import type { ProductsRemote } from '#remotes/products';

/** Everything this room asks of others; in process it is their commands, over HTTP the documents beside this file. */
export interface ExchangeRemotes {
  customers: CustomersRemote;
  inventory: InventoryRemote;
  orders: OrdersRemote;
  pricing: PricingRemote;
  products: ProductsRemote;
}
