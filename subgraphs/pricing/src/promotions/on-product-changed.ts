import type { Database } from '@cartograph/kit/db';
import type { ReadEvent } from '@cartograph/kit/read-event';
import type { OnProductChanged } from '#generated/events';
import { upsertGoodsFacts } from '#promotions/goods-facts-store';
import reads from './on-product-changed.reads.json' with { type: 'json' };

export { reads };

/**
 * What conditions of promotions ask of goods, and what shipping and tax do. A category is meant with those below it, so a product has the names of all
 * above its own; each name is an id or a slug. No inbox: an event that comes twice, or after a newer one, changes nothing.
 */
export const onProductChanged =
  (db: Database) =>
  async ({ data, sequence }: ReadEvent<OnProductChanged>): Promise<void> => {
    const { productId, skus, categorySlugs, categories = [], collections = [], variants = [] } = data;
    const named = (ones: readonly { id: string; slug: string }[]) => ones.flatMap(({ id, slug }) => [id, slug]);
    const facts = { productId, categories: [...new Set([...categorySlugs, ...named(categories)])], collections: named(collections) };
    const measures = variants.map(({ sku, weightGrams, taxCategoryCode }) => ({ sku, weightGrams, taxCategory: taxCategoryCode }));
    await upsertGoodsFacts(db, skus, facts, measures, sequence ?? 0);
  };
