import type { Queryable } from '@cartograph/kit/db';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import { keepInStep } from '#browsing/keep-in-step';
import { countChanged } from '#catalogue-store';
import { productChanged } from '#events';

/** Tells what stands of these products now. `changed`: they are other than they were, and count a version; `same`: only what they name is. */
export async function tellProducts(tx: Queryable, productIds: readonly string[], what: 'changed' | 'same'): Promise<void> {
  if (productIds.length === 0) return;
  await keepInStep(tx, productIds);
  const counted = await countChanged(tx, productIds, what);
  await writeEvents(
    tx,
    counted.map(({ product, sequence }) => numbered(productChanged.of(product.productId, product), sequence)),
  );
}
