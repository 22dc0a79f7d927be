import type { Queryable } from '@cartograph/kit/db';
import DataLoader from 'dataloader';
import { createMediaLoaders, type MediaLoaders } from '#media/media-loaders';
import { loadCategories, loadCategoriesOfProducts, loadProducts, loadVariants, loadVariantsOfProducts } from '#product-store';
import type { Key } from '#rules/keys';
import type { Category, Product, ProductVariant } from '#rules/product';

export interface Loaders {
  /** By id or slug; what the caller may see of it is for the use case to say. */
  readonly product: DataLoader<Key, Product | null>;
  /** By id or SKU. */
  readonly variant: DataLoader<Key, ProductVariant | null>;
  readonly category: DataLoader<string, Category | null>;
  /** By product id. */
  readonly variantsOf: DataLoader<string, ProductVariant[]>;
  /** Pictures by what shows them. */
  readonly mediaOf: MediaLoaders;
  /** By product id. */
  readonly categoriesOf: DataLoader<string, Category[]>;
}

/** A fresh set for one request: each of them asks the database once, however many keys there are. */
export const createLoaders = (db: Queryable): Loaders => ({
  product: new DataLoader(async (keys: readonly Key[]) => {
    const found = await loadProducts(db, keys);
    return inOrder(keys, found, ({ id, slug }) => [`id:${id}`, `name:${slug}`]);
  }),
  variant: new DataLoader(async (keys: readonly Key[]) => {
    const found = await loadVariants(db, keys);
    return inOrder(keys, found, ({ id, sku }) => [`id:${id}`, `name:${sku}`]);
  }),
  category: new DataLoader(async (ids: readonly string[]) => {
    const found = await loadCategories(db, ids);
    return inOrder(ids, found, ({ id }) => [id]);
  }),
  variantsOf: new DataLoader(async (ids: readonly string[]) => {
    const found = Map.groupBy(await loadVariantsOfProducts(db, ids), ({ productId }) => productId);
    return ids.map((id) => found.get(id) ?? []);
  }),
  mediaOf: createMediaLoaders(db),
  categoriesOf: new DataLoader(async (ids: readonly string[]) => {
    const found = Map.groupBy(await loadCategoriesOfProducts(db, ids), ({ productId }) => productId);
    return ids.map((id) => (found.get(id) ?? []).map(({ category }) => category));
  }),
});

/** One answer a key, in the order of the keys, null for what was not found. */
function inOrder<K extends string, Found>(keys: readonly K[], found: readonly Found[], namesOf: (one: Found) => K[]): (Found | null)[] {
  const byKey = new Map(found.flatMap((one) => namesOf(one).map((name) => [name, one] as const)));
  return keys.map((key) => byKey.get(key) ?? null);
}
