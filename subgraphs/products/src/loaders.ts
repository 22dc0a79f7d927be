import type { Queryable } from '@cartograph/kit/db';
import { badUserInput } from '@cartograph/kit/errors';
import DataLoader from 'dataloader';
import type { PriceRange } from '#browsing/rules/price-range';
import { loadInStock, loadPriceRanges, type PriceKey } from '#browsing/shown-store';
import { countInSubtrees, loadCategories, loadTree } from '#category/category-store';
import { type Tree, treeOf } from '#category/rules/tree';
import { countInCollections, loadCollections, loadCollectionsOfProducts } from '#collection/collection-store';
import { loadAttributes, loadOptions, loadProductTypes, loadTranslations } from '#details-store';
import { createMediaLoaders, type MediaLoaders } from '#media/media-loaders';
import { loadMedia } from '#media/media-store';
import type { Media } from '#media/rules/picture';
import { loadCategoriesOfProducts, loadProducts, loadVariants, loadVariantsOfProducts } from '#product-store';
import type { AttributeValues, ProductType } from '#rules/attribute';
import type { Collection } from '#rules/collection';
import type { Key } from '#rules/keys';
import type { ProductOption } from '#rules/option';
import type { Category, Product, ProductVariant } from '#rules/product';
import type { Translation } from '#rules/translation';
import { createVariantPageLoaders, type VariantPageLoaders } from '#variant-page-loaders';

/** Of all products of a request: a list of them is counted as 20 a product, and may be 2,000. */
export const maxVariantsAtOnce = 10_000;

export interface Loaders extends VariantPageLoaders {
  /** All that was looked up in this request: after a write. */
  forget(): void;
  /** By id or slug; what the caller may see of it is for the use case to say. */
  readonly product: DataLoader<Key, Product | null>;
  /** By id or SKU. */
  readonly variant: DataLoader<Key, ProductVariant | null>;
  /** By id or slug. */
  readonly category: DataLoader<Key, Category | null>;
  /** Of all categories: one statement, whatever is asked of it. Its one key is "all". */
  readonly tree: DataLoader<'all', Tree>;
  /** By category id: published products in it and below. */
  readonly countInCategory: DataLoader<string, number[]>;
  /** By id or slug. */
  readonly collection: DataLoader<Key, Collection | null>;
  /** By product id. */
  readonly collectionsOf: DataLoader<string, Collection[]>;
  /** By collection id: published products in it. */
  readonly countInCollection: DataLoader<string, number[]>;
  /** By product id. */
  readonly variantsOf: DataLoader<string, ProductVariant[]>;
  /** Pictures by what shows them. */
  readonly mediaOf: MediaLoaders;
  /** What a product costs in a currency now; null without a price. */
  readonly priceRangeOf: DataLoader<PriceKey, PriceRange | null>;
  /** By product id: of one of its variants there is some. */
  readonly inStock: DataLoader<string, boolean>;
  /** By its own id. */
  readonly picture: DataLoader<string, Media | null>;
  /** By product id: what its variants differ in. */
  readonly optionsOf: DataLoader<string, ProductOption[]>;
  /** By product id, in the order of its type. */
  readonly attributesOf: DataLoader<string, AttributeValues[]>;
  /** By the id of a product, category or collection. */
  readonly translationsOf: DataLoader<string, Translation[]>;
  readonly productType: DataLoader<string, ProductType | null>;
  /** By product id. */
  readonly categoriesOf: DataLoader<string, Category[]>;
}

/** A fresh set for one request: each of them asks the database once, however many keys there are. */
export function createLoaders(db: Queryable): Loaders {
  const loaders = loadersOf(db);
  const { mediaOf, ...others } = loaders;
  const all = [...Object.values(others), ...Object.values(mediaOf)];
  return { ...loaders, forget: () => all.forEach((loader) => loader.clearAll()) };
}

const loadersOf = (db: Queryable): Omit<Loaders, 'forget'> => ({
  product: new DataLoader(async (keys: readonly Key[]) => {
    const found = await loadProducts(db, keys);
    const named = inOrder(keys, found, ({ product, slugs }) => namesOf(product.id, slugs));
    return named.map((one) => one?.product ?? null);
  }),
  variant: new DataLoader(async (keys: readonly Key[]) => {
    const found = await loadVariants(db, keys);
    return inOrder(keys, found, ({ id, sku }) => [`id:${id}`, `name:${sku}`]);
  }),
  category: new DataLoader(async (keys: readonly Key[]) => {
    const named = inOrder(keys, await loadCategories(db, keys), ({ category, slugs }) => namesOf(category.id, slugs));
    return named.map((one) => one?.category ?? null);
  }),
  tree: new DataLoader(async (keys: readonly 'all'[]) => {
    const tree = treeOf(await loadTree(db));
    return keys.map(() => tree);
  }),
  countInCategory: grouped((ids) => countInSubtrees(db, ids)),
  collection: new DataLoader(async (keys: readonly Key[]) => {
    const named = inOrder(keys, await loadCollections(db, keys), ({ collection, slugs }) => namesOf(collection.id, slugs));
    return named.map((one) => one?.collection ?? null);
  }),
  collectionsOf: grouped((ids) => loadCollectionsOfProducts(db, ids)),
  countInCollection: grouped((ids) => countInCollections(db, ids)),
  variantsOf: new DataLoader(async (ids: readonly string[]) => {
    const all = await loadVariantsOfProducts(db, ids, maxVariantsAtOnce + 1);
    if (all.length > maxVariantsAtOnce)
      throw badUserInput('variants', `These products have more than ${maxVariantsAtOnce} variants: productVariants gives pages of them.`);
    const found = Map.groupBy(all, ({ productId }) => productId);
    return ids.map((id) => found.get(id) ?? []);
  }),
  mediaOf: createMediaLoaders(db),
  picture: new DataLoader(async (ids: readonly string[]) => inOrder(ids, await loadMedia(db, ids), ({ id }) => [id])),
  ...createVariantPageLoaders(db),
  priceRangeOf: new DataLoader(async (keys: readonly PriceKey[]) => {
    const found = await loadPriceRanges(db, keys);
    return keys.map((key) => found.get(key) ?? null);
  }),
  inStock: new DataLoader(async (ids: readonly string[]) => {
    const found = await loadInStock(db, ids);
    return ids.map((id) => found.has(id));
  }),
  optionsOf: grouped((ids) => loadOptions(db, ids)),
  attributesOf: grouped((ids) => loadAttributes(db, ids)),
  translationsOf: grouped((ids) => loadTranslations(db, ids)),
  productType: new DataLoader(async (ids: readonly string[]) => inOrder(ids, await loadProductTypes(db, ids), ({ id }) => [id])),
  categoriesOf: grouped((ids) => loadCategoriesOfProducts(db, ids)),
});

const namesOf = (id: string, slugs: readonly string[]): Key[] => [`id:${id}`, ...slugs.map((slug): Key => `name:${slug}`)];

/** Rows by their owner, in the order they came. */
const grouped = <One>(load: (ids: readonly string[]) => Promise<{ owner: string; one: One }[]>): DataLoader<string, One[]> =>
  new DataLoader(async (ids: readonly string[]) => {
    const found = Map.groupBy(await load(ids), ({ owner }) => owner);
    return ids.map((id) => (found.get(id) ?? []).map(({ one }) => one));
  });

/** One answer a key, in the order of the keys, null for what was not found. */
function inOrder<K extends string, Found>(keys: readonly K[], found: readonly Found[], namesOf: (one: Found) => K[]): (Found | null)[] {
  const byKey = new Map(found.flatMap((one) => namesOf(one).map((name) => [name, one] as const)));
  return keys.map((key) => byKey.get(key) ?? null);
}
