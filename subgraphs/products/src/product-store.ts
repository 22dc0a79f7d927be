import type { Queryable } from '@cartograph/kit/db';
import { type Key, splitKeys } from '#rules/keys';
import type { Category, Product, ProductStatus, ProductVariant } from '#rules/product';

interface ProductRow extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  status: ProductStatus;
  created_at: Date;
}

export const productOf = (row: ProductRow): Product => ({
  id: row.id,
  slug: row.slug,
  title: row.title,
  description: row.description,
  status: row.status,
  createdAt: row.created_at,
});

interface VariantRow extends Record<string, unknown> {
  id: string;
  sku: string;
  title: string | null;
  product_id: string;
  status: ProductStatus;
}

const variantOf = (row: VariantRow): ProductVariant => ({
  id: row.id,
  sku: row.sku,
  title: row.title,
  productId: row.product_id,
  status: row.status,
});

/** By ids and slugs, whatever their status. */
export async function loadProducts(db: Queryable, keys: readonly Key[]): Promise<Product[]> {
  const { ids, names } = splitKeys(keys);
  const rows = await db.query<ProductRow>({
    name: 'products_by_key',
    text: `select id, slug, title, description, status, created_at from products
           where id = any($1::uuid[]) or slug = any($2::text[])`,
    values: [ids, names],
  });
  return rows.map(productOf);
}

/** By ids and SKUs, whatever their product's status. */
export async function loadVariants(db: Queryable, keys: readonly Key[]): Promise<ProductVariant[]> {
  const { ids, names } = splitKeys(keys);
  const rows = await db.query<VariantRow>({
    name: 'variants_by_key',
    text: `select v.id, v.sku, v.title, v.product_id, p.status
           from product_variants v join products p on p.id = v.product_id
           where v.id = any($1::uuid[]) or v.sku = any($2::text[])`,
    values: [ids, names],
  });
  return rows.map(variantOf);
}

export async function loadVariantsOfProducts(db: Queryable, productIds: readonly string[]): Promise<ProductVariant[]> {
  const rows = await db.query<VariantRow>({
    name: 'variants_of_products',
    text: `select v.id, v.sku, v.title, v.product_id, p.status
           from product_variants v join products p on p.id = v.product_id
           where v.product_id = any($1::uuid[]) order by v.product_id, v.position, v.id`,
    values: [productIds],
  });
  return rows.map(variantOf);
}

/** What order lines keep, by SKU. */
export async function loadVariantSnapshots(db: Queryable, skus: readonly string[]): Promise<(ProductVariant & { productTitle: string })[]> {
  const rows = await db.query<VariantRow & { product_title: string }>({
    name: 'variant_snapshots',
    text: `select v.id, v.sku, v.title, v.product_id, p.status, p.title as product_title
           from product_variants v join products p on p.id = v.product_id
           where v.sku = any($1::text[])`,
    values: [skus],
  });
  return rows.map((row) => ({ ...variantOf(row), productTitle: row.product_title }));
}

export async function loadCategories(db: Queryable, ids: readonly string[]): Promise<Category[]> {
  return db.query<Category & Record<string, unknown>>({
    name: 'categories_by_id',
    text: 'select id, slug, name from categories where id = any($1::uuid[])',
    values: [ids],
  });
}

/** A row a product and category, each product's by name. */
export async function loadCategoriesOfProducts(
  db: Queryable,
  productIds: readonly string[],
): Promise<{ productId: string; category: Category }[]> {
  const rows = await db.query<Category & { product_id: string } & Record<string, unknown>>({
    name: 'categories_of_products',
    text: `select pc.product_id, c.id, c.slug, c.name
           from product_categories pc join categories c on c.id = pc.category_id
           where pc.product_id = any($1::uuid[]) order by c.name collate "und-x-icu", c.id`,
    values: [productIds],
  });
  return rows.map(({ product_id, id, slug, name }) => ({ productId: product_id, category: { id, slug, name } }));
}

/** All by name, `limit` at most. */
export async function findCategories(db: Queryable, limit: number): Promise<Category[]> {
  return db.query<Category & Record<string, unknown>>({
    name: 'categories_by_name',
    text: 'select id, slug, name from categories order by name collate "und-x-icu", id limit $1',
    values: [limit],
  });
}
