import type { CustomersRemote } from '#remotes/customers';
import type { ProductsRemote } from '#remotes/products';

/** Everything pricing asks of other rooms; in process it is their commands, over HTTP the documents beside this file. */
export interface PricingRemotes {
  products: ProductsRemote;
  customers: CustomersRemote;
}
