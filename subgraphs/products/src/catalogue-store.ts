import type { Queryable } from '@cartograph/kit/db';
import type { ProductChanged } from '#events';
import { categoriesOf, collectionsOf, type Places, slugsOf } from '#places-store';
import type { CategoryImport, ProductImport } from '#rules/catalogue';
import { maxOptionValues } from '#rules/option';
import type { ProductStatus } from '#rules/product';
import { statusNow } from '#status-store';

// Every statement takes the whole import as JSON, writes only rows that differ, in the order of their ids (two imports at once
// lock in the same order), and gives the ids of the products it changed.

type Changed = { id: string };

const idsOf = (rows: readonly Changed[]): string[] => rows.map(({ id }) => id);

export async function upsertCategories(tx: Queryable, categories: readonly CategoryImport[]): Promise<void> {
  await tx.query({
    name: 'upsert_categories',
    text: `insert into categories (id, slug, name)
           select id, slug, name from jsonb_to_recordset($1) as i(id uuid, slug text, name text) order by id
           on conflict (id) do update set slug = excluded.slug, name = excluded.name
           where (categories.slug, categories.name) is distinct from (excluded.slug, excluded.name)`,
    values: [JSON.stringify(categories)],
  });
}

export async function findUnknownCategories(tx: Queryable, slugs: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ slug: string }>({
    name: 'unknown_categories',
    text: `select slug from unnest($1::text[]) as asked(slug)
           where not exists (select from categories c where c.slug = asked.slug) order by slug`,
    values: [slugs],
  });
  return rows.map(({ slug }) => slug);
}

export async function upsertProducts(tx: Queryable, products: readonly ProductImport[]): Promise<string[]> {
  const rows = await tx.query<Changed>({
    name: 'upsert_products',
    text: `insert into products as p (id, slug, title, description, status, created_at, version)
           select id, slug, title, description, status, "createdAt", 0
           from jsonb_to_recordset($1)
             as i(id uuid, slug text, title text, description text, status text, "createdAt" timestamptz(3))
           order by id
           on conflict (id) do update set slug = excluded.slug, title = excluded.title, description = excluded.description,
             status = excluded.status, created_at = excluded.created_at
           where (p.slug, p.title, p.description, p.status, p.created_at)
             is distinct from (excluded.slug, excluded.title, excluded.description, excluded.status, excluded.created_at)
           returning p.id`,
    values: [JSON.stringify(products)],
  });
  return idsOf(rows);
}

export async function upsertVariants(tx: Queryable, products: readonly ProductImport[]): Promise<string[]> {
  const variants = products.flatMap(({ id, variants }) =>
    variants.map((variant, position) => ({ id: variant.id, product_id: id, sku: variant.sku, title: variant.title, position })),
  );
  const rows = await tx.query<Changed>({
    name: 'upsert_variants',
    text: `insert into product_variants as v (id, product_id, sku, title, position)
           select id, product_id, sku, title, position
           from jsonb_to_recordset($1) as i(id uuid, product_id uuid, sku text, title text, position int) order by id
           on conflict (id) do update set product_id = excluded.product_id, sku = excluded.sku, title = excluded.title,
             position = excluded.position
           where (v.product_id, v.sku, v.title, v.position)
             is distinct from (excluded.product_id, excluded.sku, excluded.title, excluded.position)
           returning v.product_id as id`,
    values: [JSON.stringify(variants)],
  });
  return idsOf(rows);
}

/** Options of variants and tags of products, of those that brought any; gives the products that had others. */
export async function writeGiven(tx: Queryable, products: readonly ProductImport[]): Promise<string[]> {
  const variants = products.flatMap((product) => product.variants.flatMap(({ id, options }) => (options ? [{ id, options }] : [])));
  const tags = products.flatMap(({ id, tags }) => (tags ? [{ id, tags }] : []));
  const rows = await tx.query<Changed>({
    name: 'write_given_details',
    text: `with chosen as (
             update product_variants v set options = i.options from jsonb_to_recordset($1) as i(id uuid, options jsonb)
             where v.id = i.id and v.options is distinct from i.options returning v.product_id),
           tagged as (
             update products p set tags = array(select jsonb_array_elements_text(i.tags)) from jsonb_to_recordset($2) as i(id uuid, tags jsonb)
             where p.id = i.id and p.tags <> array(select jsonb_array_elements_text(i.tags)) returning p.id)
           select product_id as id from chosen union select id from tagged`,
    values: [JSON.stringify(variants), JSON.stringify(tags)],
  });
  return idsOf(rows);
}

/** Variants that only their titles set apart: those become the values of one option, whose codes are the SKUs. */
export async function deriveOptions(tx: Queryable, products: readonly ProductImport[]): Promise<void> {
  const ids = products.map(({ id }) => id);
  await tx.query({
    name: 'derive_options',
    text: `insert into product_options (product_id, position, code, name, "values")
           select v.product_id, 0, 'variant', 'Variant',
             jsonb_agg(jsonb_build_object('code', v.sku, 'name', coalesce(v.title, v.sku), 'color', null) order by v.position, v.id)
           from product_variants v
           where v.product_id = any($1::uuid[]) and v.removed_at is null
             and not exists (select from product_options o where o.product_id = v.product_id and o.code <> 'variant')
           group by v.product_id having count(*) between 2 and ${maxOptionValues}
           on conflict (product_id, code) do update set "values" = excluded."values"
           where product_options."values" is distinct from excluded."values"`,
    values: [ids],
  });
  await tx.query({
    name: 'derive_variant_options',
    text: `update product_variants v set options = jsonb_build_object('variant', v.sku) from product_options o
           where v.product_id = any($1::uuid[]) and o.product_id = v.product_id and o.code = 'variant' and v.removed_at is null
             and v.options is distinct from jsonb_build_object('variant', v.sku)`,
    values: [ids],
  });
}

/** Puts each imported product into exactly the categories named. */
export async function replaceCategories(tx: Queryable, products: readonly ProductImport[]): Promise<string[]> {
  const links = products.flatMap(({ id, categorySlugs }) => categorySlugs.map((slug) => ({ product_id: id, slug })));
  const rows = await tx.query<Changed>({
    name: 'replace_categories',
    text: `with wanted as (
             select distinct l.product_id, c.id as category_id
             from jsonb_to_recordset($1) as l(product_id uuid, slug text) join categories c on c.slug = l.slug),
           removed as (
             delete from product_categories pc where pc.product_id = any($2::uuid[]) and not exists (
               select from wanted w where w.product_id = pc.product_id and w.category_id = pc.category_id)
             returning pc.product_id),
           added as (
             insert into product_categories (product_id, category_id)
             select product_id, category_id from wanted order by product_id, category_id
             on conflict do nothing returning product_id)
           select product_id as id from removed union select product_id from added`,
    values: [JSON.stringify(links), products.map(({ id }) => id)],
  });
  return idsOf(rows);
}

interface ChangedRow extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  status: ProductStatus;
  variants: { id: string; sku: string; weightGrams: number | null; taxCategoryCode: string | null }[];
  type_code: string | null;
  tags: string[];
  categories: Places['categories'];
  collections: Places['collections'];
  event_sequence: number;
}

/** What the events about these products say, each with its number; locks in the order of ids. */
export async function countChanged(
  tx: Queryable,
  productIds: readonly string[],
  what: 'changed' | 'same' = 'changed',
): Promise<{ product: ProductChanged; sequence: number }[]> {
  const rows = await tx.query<ChangedRow>({
    name: `count_${what}_products`,
    text: `with p as (
             update products set event_sequence = event_sequence + 1${what === 'same' ? '' : ', version = version + 1, updated_at = case when version > 0 then now() end'}
             where id = any(array(select id from products where id = any($1::uuid[]) order by id for update))
             returning id, slug, title, ${statusNow('products')} as status, event_sequence, product_type_id, tags
           )
           select p.*, (select t.code from product_types t where t.id = p.product_type_id) as type_code,
             (select coalesce(json_agg(json_build_object('id', v.id, 'sku', v.sku, 'weightGrams', v.weight_grams, 'taxCategoryCode', v.tax_category_code)
                order by v.position, v.id), '[]') from product_variants v where v.product_id = p.id and v.removed_at is null) as variants,
             ${categoriesOf('p')} as categories, ${collectionsOf('p')} as collections
           from p order by p.id`,
    values: [productIds],
  });
  return rows.map(({ id, slug, title, status, variants, type_code, tags, categories, collections, event_sequence }) => ({
    product: {
      productId: id,
      slug,
      title,
      status,
      skus: variants.map(({ sku }) => sku),
      categorySlugs: slugsOf(categories),
      productTypeCode: type_code,
      tags,
      categories,
      collections,
      variants,
    },
    sequence: event_sequence,
  }));
}
