import type { RemoteCall } from '@cartograph/kit/remote';
import { readVerbs } from '@cartograph/kit/remote-verbs';
import type { Verbs } from '#generated/remotes/products';

/** What pricing asks of products. */
export type ProductsRemote = ReturnType<typeof productsOverHttp>;

/** Products over HTTP. */
export function productsOverHttp(call: RemoteCall) {
  const verb = readVerbs<Verbs>(call, import.meta.url, './products.graphql');
  return {
    /** What the public may see of SKUs; null for an unknown one. */
    snapshotVariants: verb('PricingVariantSnapshots', 'sku'),
  };
}
