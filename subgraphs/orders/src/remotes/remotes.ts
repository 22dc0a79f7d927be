import type { CustomersRemote } from '#remotes/customers';
import type { InventoryRemote, StockReads } from '#remotes/inventory';
import type { PaymentsRemote } from '#remotes/payments';
import type { PriceReads, PricingRemote } from '#remotes/pricing';
import type { ProductsRemote } from '#remotes/products';

/** Everything orders asks of other rooms; in process it is their commands, over HTTP the documents beside this file. */
export interface OrdersRemotes {
  products: ProductsRemote;
  inventory: InventoryRemote;
  pricing: PricingRemote;
  customers: CustomersRemote;
  payments: PaymentsRemote;
}

/** What is asked to show a cart, and to fill it: reads, beside what a placement asks. */
export interface ShelfRemotes {
  products: Pick<ProductsRemote, 'snapshotVariants'>;
  inventory: StockReads;
  pricing: PriceReads;
}
