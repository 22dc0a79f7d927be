import type { RemoteCall } from '@cartograph/kit/remote';
import { listVerb, readDocuments } from '#remotes/documents';

/** What orders asks of products. */
export interface ProductsRemote {
  /** In the order asked; null for an unknown SKU. At most 200. */
  snapshotVariants: (skus: string[]) => Promise<(VariantSnapshot | null)[]>;
}

export interface VariantSnapshot {
  sku: string;
  variantId: string;
  title: string;
  /** On sale now: its product is published. */
  sellable: boolean;
}

/** Products over HTTP. */
export function productsOverHttp(call: RemoteCall): ProductsRemote {
  return { snapshotVariants: listVerb(call, readDocuments('products.graphql'), 'OrdersVariantSnapshots', 'skus') };
}
