import type { Queryable } from '@cartograph/kit/db';
import type { ProductState, VariantState } from '#editing/rules/state';

// Each statement takes all products of a batch as JSON. Their rows are locked already, or new.

export interface Written extends Record<string, unknown> {
  id: string;
  event_sequence: number;
}

/** New ones are inserted; each counts one event more. */
export const upsertProducts = (tx: Queryable, products: readonly ProductState[]): Promise<Written[]> =>
  tx.query<Written>({
    name: 'write_products',
    text: `insert into products as p (id, slug, title, description, status, created_at, version, updated_at, publish_at, product_type_id, tags,
             seo_title, seo_description, event_sequence)
           select id, slug, title, description, status, "createdAt", version, case when version > 1 then now() end, "publishAt", "productTypeId",
             array(select jsonb_array_elements_text(tags)), "seoTitle", "seoDescription", 1
           from jsonb_to_recordset($1) as i(id uuid, slug text, title text, description text, status text, "createdAt" timestamptz(3),
             version int, "publishAt" timestamptz(3), "productTypeId" uuid, tags jsonb, "seoTitle" text, "seoDescription" text)
           order by id
           on conflict (id) do update set slug = excluded.slug, title = excluded.title, description = excluded.description,
             status = excluded.status, version = excluded.version, updated_at = now(), publish_at = excluded.publish_at,
             product_type_id = excluded.product_type_id, tags = excluded.tags, seo_title = excluded.seo_title,
             seo_description = excluded.seo_description, event_sequence = p.event_sequence + 1
           returning id, event_sequence`,
    values: [
      JSON.stringify(
        products.map(
          ({ options: _o, variants: _v, attributes: _a, translations: _t, categoryIds: _c, collectionIds: _h, removed: _r, ...row }) => row,
        ),
      ),
    ],
  });

/** Two variants may change their options with each other: what they had is no longer claimed while the new ones are written. */
export async function releaseOptions(tx: Queryable, variantIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'release_variant_options',
    text: 'update product_variants set options = null where id = any($1::uuid[])',
    values: [variantIds],
  });
}

export async function upsertVariants(tx: Queryable, variants: readonly (VariantState & { productId: string })[]): Promise<void> {
  await tx.query({
    name: 'write_variants',
    text: `insert into product_variants as v (id, product_id, sku, title, position, version, options, barcode, weight_grams, tax_category_code)
           select id, "productId", sku, title, position, version, options, barcode, "weightGrams", "taxCategoryCode"
           from jsonb_to_recordset($1) as i(id uuid, "productId" uuid, sku text, title text, position int, version int, options jsonb,
             barcode text, "weightGrams" int, "taxCategoryCode" text)
           order by id
           on conflict (id) do update set title = excluded.title, position = excluded.position, version = excluded.version,
             options = excluded.options, barcode = excluded.barcode, weight_grams = excluded.weight_grams,
             tax_category_code = excluded.tax_category_code, removed_at = null`,
    values: [JSON.stringify(variants.map(({ options, ...rest }) => ({ ...rest, ...(options ? { options } : {}) })))],
  });
}

export async function removeVariants(tx: Queryable, skus: readonly string[]): Promise<void> {
  await tx.query({
    name: 'remove_variants',
    text: 'update product_variants set removed_at = now(), version = version + 1 where sku = any($1::text[])',
    values: [skus],
  });
}

const idsOf = (products: readonly ProductState[]): string[] => products.map(({ id }) => id);

export async function replaceOptions(tx: Queryable, products: readonly Pick<ProductState, 'id' | 'options'>[]): Promise<void> {
  const rows = products.flatMap(({ id, options }) => options.map((option, position) => ({ ...option, product_id: id, position })));
  await tx.query({
    name: 'write_options',
    text: `with wanted as (select * from jsonb_to_recordset($1) as i(product_id uuid, position int, code text, name text, "values" jsonb)),
             gone as (delete from product_options o where o.product_id = any($2::uuid[])
                      and not exists (select from wanted w where w.product_id = o.product_id and w.code = o.code))
           insert into product_options (product_id, position, code, name, "values") select product_id, position, code, name, "values" from wanted
           on conflict (product_id, code) do update set position = excluded.position, name = excluded.name, "values" = excluded."values"`,
    values: [JSON.stringify(rows), products.map(({ id }) => id)],
  });
}

export async function replaceAttributes(tx: Queryable, products: readonly ProductState[]): Promise<void> {
  const rows = products.flatMap(({ id, attributes }) => attributes.map(({ code, values }) => ({ product_id: id, code, values })));
  await tx.query({
    name: 'write_attributes',
    text: `with wanted as (select product_id, code, array(select jsonb_array_elements_text("values")) as "values"
                           from jsonb_to_recordset($1) as i(product_id uuid, code text, "values" jsonb)),
             gone as (delete from product_attributes a where a.product_id = any($2::uuid[])
                      and not exists (select from wanted w where w.product_id = a.product_id and w.code = a.code))
           insert into product_attributes (product_id, code, "values") select product_id, code, "values" from wanted
           on conflict (product_id, code) do update set "values" = excluded."values"`,
    values: [JSON.stringify(rows), idsOf(products)],
  });
}

/** Categories, and those collections that are filled by hand: a product that is new in one comes last, and the collection counts a version. */
export async function replacePlaces(tx: Queryable, products: readonly ProductState[]): Promise<void> {
  const pairs = (of: (product: ProductState) => readonly string[]) =>
    JSON.stringify(products.flatMap((product) => of(product).map((place) => ({ product: product.id, place }))));
  await tx.query({
    name: 'write_places',
    text: `with categories_wanted as (select * from jsonb_to_recordset($1) as i(product uuid, place uuid)),
             collections_wanted as (select * from jsonb_to_recordset($2) as i(product uuid, place uuid)),
             left_categories as (delete from product_categories c where c.product_id = any($3::uuid[])
               and not exists (select from categories_wanted w where w.product = c.product_id and w.place = c.category_id)),
             left_collections as (delete from collection_products m using collections c
               where m.product_id = any($3::uuid[]) and c.id = m.collection_id and c.rules is null
               and not exists (select from collections_wanted w where w.product = m.product_id and w.place = m.collection_id)
               returning m.collection_id),
             entered as (select place from collections_wanted w where not exists (
               select from collection_products m where m.collection_id = w.place and m.product_id = w.product)),
             counted as (update collections set version = version + 1
               where id in (select collection_id from left_collections union select place from entered)),
             joined as (insert into product_categories (product_id, category_id) select product, place from categories_wanted
               on conflict do nothing)
           insert into collection_products (collection_id, product_id, position)
           select place, product, (select coalesce(max(position), -1) + 1 from collection_products m where m.collection_id = place)
           from collections_wanted on conflict do nothing`,
    values: [pairs(({ categoryIds }) => categoryIds), pairs(({ collectionIds }) => collectionIds), idsOf(products)],
  });
}
