import type { Database } from '@cartograph/kit/db';
import { numbered } from '@cartograph/kit/numbered-events';
import { writeEvents } from '@cartograph/kit/outbox';
import { keepInStep } from '#browsing/keep-in-step';
import {
  countChanged,
  deriveOptions,
  findUnknownCategories,
  replaceCategories,
  upsertCategories,
  upsertProducts,
  upsertVariants,
  writeGiven,
} from '#catalogue-store';
import { refreshMembers } from '#collection/membership-store';
import { replaceOptions } from '#editing/write-store';
import { productChanged } from '#events';
import { keepSlugs } from '#names-store';
import type { Catalogue } from '#rules/catalogue';
import { alone } from '#shelves-store';
import { refreshWords } from '#words-store';

export interface ImportCatalogueOutcome {
  /** Products that are new or differ from what was there; each has told so by an event. */
  readonly changed: number;
}

/**
 * Adds and updates by id, all or nothing, in a constant number of statements; the same import again changes nothing and tells nothing.
 * Throws for a slug or SKU that another id has, and for a category that nobody brought.
 */
export function importCatalogue(db: Database, { categories, products }: Catalogue): Promise<ImportCatalogueOutcome> {
  return db.transaction(async (tx) => {
    await alone(tx);
    await upsertCategories(tx, categories);
    await keepSlugs(
      tx,
      'CATEGORY',
      categories.map(({ id }) => id),
    );
    const unknown = await findUnknownCategories(tx, [...new Set(products.flatMap(({ categorySlugs }) => categorySlugs))]);
    if (unknown.length > 0) throw new Error(`The import names categories that do not exist: ${unknown.join(', ')}`);
    const changed = new Set([
      ...(await upsertProducts(tx, products)),
      ...(await upsertVariants(tx, products)),
      ...(await writeGiven(tx, products)),
      ...(await refreshWords(tx, null)),
      ...(await replaceCategories(tx, products)),
    ]);
    if (changed.size > 0) {
      await replaceOptions(
        tx,
        products.flatMap(({ id, options }) => (options ? [{ id, options }] : [])),
      );
      await deriveOptions(
        tx,
        products.filter(({ options }) => options === undefined),
      );
      await keepSlugs(tx, 'PRODUCT', [...changed]);
      await keepInStep(tx, [...changed].sort());
      await refreshMembers(tx, null, [...changed]);
      const counted = await countChanged(tx, [...changed]);
      await writeEvents(
        tx,
        counted.map(({ product, sequence }) => numbered(productChanged.of(product.productId, product), sequence)),
      );
    }
    return { changed: changed.size };
  });
}
