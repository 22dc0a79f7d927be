import type { RemoteCall } from '@cartograph/kit/remote';
import { readSdl } from '@cartograph/kit/subgraph';
import type { Remotes, VariantSnapshot } from '#quote-on-sale';

const variantSnapshots = readSdl(import.meta.url, './products.graphql');

interface Data {
  productsVariantSnapshots: (VariantSnapshot | null)[] | null;
}

/** Products, over HTTP. No list is no answer: nothing is quoted. */
export const productsRemote = (call: RemoteCall): Remotes => ({
  snapshotVariants: async (skus) => {
    const data = await call<Data>(variantSnapshots, { skus });
    if (!data.productsVariantSnapshots) throw new Error('products gave no snapshots of variants');
    return data.productsVariantSnapshots;
  },
});
