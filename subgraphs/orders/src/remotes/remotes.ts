import type { CustomersRemote } from '#remotes/customers';
import type { InventoryRemote } from '#remotes/inventory';
import type { PaymentsRemote } from '#remotes/payments';
import type { PricingRemote } from '#remotes/pricing';
import type { ProductsRemote } from '#remotes/products';

/** Everything orders asks of other rooms; in process it is their commands, over HTTP the documents beside this file. */
export interface OrdersRemotes {
  products: ProductsRemote;
  inventory: InventoryRemote;
  pricing: PricingRemote;
  customers: CustomersRemote;
  payments: PaymentsRemote;
}
