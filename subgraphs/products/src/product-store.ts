import type { Queryable } from '@cartograph/kit/db';
import { categoryColumns } from '#category/category-store';
import { type Key, splitKeys } from '#rules/keys';
import type { OptionChoice } from '#rules/option';
import type { Category, Product, ProductStatus, ProductVariant } from '#rules/product';
import { statusNow, variantStatusNow } from '#status-store';

export interface ProductRow extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  status: ProductStatus;
  created_at: Date;
  version: number;
  updated_at: Date;
  publish_at: Date | null;
  product_type_id: string | null;
  tags: string[];
  seo_title: string | null;
  seo_description: string | null;
}

/** Of the product `p`. */
export const productColumns = (
  p: string,
): string => `${p}.id, ${p}.slug, ${p}.title, ${p}.description, ${statusNow(p)} as status, ${p}.created_at,
  ${p}.version, coalesce(${p}.updated_at, ${p}.created_at) as updated_at, ${p}.publish_at, ${p}.product_type_id, ${p}.tags,
  ${p}.seo_title, ${p}.seo_description`;

export const productOf = (row: ProductRow): Product => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  description: row.description,
  status: row.status,
  createdAt: row.created_at,
  version: row.version,
  updatedAt: row.updated_at,
  publishAt: row.publish_at,
  productTypeId: row.product_type_id,
  tags: row.tags,
  seoTitle: row.seo_title,
  seoDescription: row.seo_description,
});

export interface VariantRow extends Record<string, unknown> {
  id: string;
  sku: string;
  title: string | null;
  product_id: string;
  status: ProductStatus;
  version: number;
  options: OptionChoice | null;
  barcode: string | null;
  weight_grams: number | null;
  tax_category_code: string | null;
}

/** Of the variant `v` of the product `p`. */
export const variantColumns = `v.id, v.sku, v.title, v.product_id, ${variantStatusNow('v', 'p')} as status, v.version, v.options, v.barcode, v.weight_grams,
  v.tax_category_code`;

export const variantOf = (row: VariantRow): ProductVariant => ({
  id: row.id,
  sku: row.sku,
  title: row.title,
  productId: row.product_id,
  status: row.status,
  version: row.version,
  options: row.options,
  barcode: row.barcode,
  weightGrams: row.weight_grams,
  taxCategoryCode: row.tax_category_code,
});

/** A product with those of its slugs that were asked for. */
export interface FoundProduct {
  product: Product;
  slugs: string[];
}

/** By ids and slugs of any language, whatever their status. */
export async function loadProducts(db: Queryable, keys: readonly Key[]): Promise<FoundProduct[]> {
  const { ids, names } = splitKeys(keys);
  const rows = await db.query<ProductRow & { slugs: string[] }>({
    name: 'products_by_key',
    text: `select ${productColumns('p')}, array(select s.slug from slugs s where s.owner_id = p.id and s.slug = any($2::text[])) as slugs
           from products p
           where p.id = any($1::uuid[] || array(select s.owner_id from slugs s where s.kind = 'PRODUCT' and s.slug = any($2::text[])))`,
    values: [ids, names],
  });
  return rows.map((row) => ({ product: productOf(row), slugs: row.slugs }));
}

/** By ids and SKUs, whatever their product's status. */
export async function loadVariants(db: Queryable, keys: readonly Key[]): Promise<ProductVariant[]> {
  const { ids, names } = splitKeys(keys);
  const rows = await db.query<VariantRow>({
    name: 'variants_by_key',
    text: `select ${variantColumns}
           from product_variants v join products p on p.id = v.product_id
           where v.id = any($1::uuid[]) or v.sku = any($2::text[])`,
    values: [ids, names],
  });
  return rows.map(variantOf);
}

/** At most `limit` of them all together. */
export async function loadVariantsOfProducts(db: Queryable, productIds: readonly string[], limit: number): Promise<ProductVariant[]> {
  const rows = await db.query<VariantRow>({
    name: 'variants_of_products',
    text: `select ${variantColumns}
           from product_variants v join products p on p.id = v.product_id
           where v.product_id = any($1::uuid[]) and v.removed_at is null order by v.product_id, v.position, v.id limit $2::int`,
    values: [productIds, limit],
  });
  return rows.map(variantOf);
}

export interface VariantSnapshotRow extends Pick<ProductVariant, 'id' | 'sku' | 'title' | 'status'> {
  productTitle: string;
}

/** What order lines keep, by SKU. */
export async function loadVariantSnapshots(db: Queryable, skus: readonly string[]): Promise<VariantSnapshotRow[]> {
  const rows = await db.query<Omit<VariantSnapshotRow, 'productTitle'> & { product_title: string } & Record<string, unknown>>({
    name: 'variant_snapshots',
    text: `select v.id, v.sku, v.title, ${variantStatusNow('v', 'p')} as status, p.title as product_title
           from product_variants v join products p on p.id = v.product_id
           where v.sku = any($1::text[])`,
    values: [skus],
  });
  return rows.map(({ product_title, ...row }) => ({ ...row, productTitle: product_title }));
}

/** A row a product and category, each product's by name. */
export async function loadCategoriesOfProducts(db: Queryable, productIds: readonly string[]): Promise<{ owner: string; one: Category }[]> {
  const rows = await db.query<Category & { owner: string } & Record<string, unknown>>({
    name: 'categories_of_products',
    text: `select pc.product_id as owner, ${categoryColumns('c')}
           from product_categories pc join categories c on c.id = pc.category_id
           where pc.product_id = any($1::uuid[]) order by c.name collate "und-x-icu", c.id`,
    values: [productIds],
  });
  return rows.map(({ owner, ...one }) => ({ owner, one }));
}
