import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/products';

/** What an order line keeps of a variant, and whether it is on sale now. */
export type VariantSnapshot = NonNullable<Verbs['OrdersVariantSnapshots']['outcome']>;

/** What orders asks of products. */
export type ProductsRemote = ReturnType<typeof productsOverHttp>;

/** Products over HTTP. */
export function productsOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './products.graphql');
  return {
    /** null for an unknown SKU. At most 200. */
    snapshotVariants: verb('OrdersVariantSnapshots', 'sku'),
  };
}
