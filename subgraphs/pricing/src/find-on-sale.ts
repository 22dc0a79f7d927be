import { clientError } from '@cartograph/kit/errors';
import type { Logger } from '@cartograph/kit/log';
import type { ProductsRemote } from '#remotes/products';

/** Which SKUs are on sale, in the order asked; one call however many there are. Without an answer it throws SUBGRAPH_UNAVAILABLE. */
export async function findOnSale(products: ProductsRemote, skus: readonly string[], log: Logger): Promise<boolean[]> {
  try {
    const found = await products.snapshotVariants([...skus]);
    return skus.map((_, index) => found[index]?.sellable ?? false);
  } catch (err) {
    log.warn({ err }, 'products does not say what is on sale');
    throw clientError('SUBGRAPH_UNAVAILABLE', 'What is on sale cannot be looked up right now: try again.');
  }
}
