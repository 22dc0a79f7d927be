import type { Queryable } from '@cartograph/kit/db';
import type { AttributeValues, ProductType } from '#rules/attribute';
import type { ProductOption } from '#rules/option';
import type { Translation } from '#rules/translation';

/** A row that belongs to a product, category or collection. */
interface Owned<One> {
  owner: string;
  one: One;
}

export async function loadOptions(db: Queryable, productIds: readonly string[]): Promise<Owned<ProductOption>[]> {
  const rows = await db.query<ProductOption & { owner: string } & Record<string, unknown>>({
    name: 'options_of_products',
    text: `select product_id as owner, code, name, "values" from product_options where product_id = any($1::uuid[]) order by product_id, position`,
    values: [productIds],
  });
  return rows.map(({ owner, ...one }) => ({ owner, one }));
}

export async function loadAttributes(db: Queryable, productIds: readonly string[]): Promise<Owned<AttributeValues>[]> {
  const rows = await db.query<AttributeValues & { owner: string } & Record<string, unknown>>({
    name: 'attributes_of_products',
    text: 'select product_id as owner, code, "values" from product_attributes where product_id = any($1::uuid[]) order by product_id, code',
    values: [productIds],
  });
  return rows.map(({ owner, ...one }) => ({ owner, one }));
}

export async function loadTranslations(db: Queryable, ownerIds: readonly string[]): Promise<Owned<Translation>[]> {
  const rows = await db.query<Translation & { owner: string } & Record<string, unknown>>({
    name: 'translations_of',
    text: `select owner_id as owner, locale, slug, title, description, seo_title as "seoTitle", seo_description as "seoDescription"
           from translations where owner_id = any($1::uuid[]) order by owner_id, locale`,
    values: [ownerIds],
  });
  return rows.map(({ owner, ...one }) => ({ owner, one }));
}

export const loadProductTypes = (db: Queryable, ids: readonly string[]): Promise<ProductType[]> =>
  db.query<ProductType & Record<string, unknown>>({
    name: 'product_types_by_id',
    text: 'select id, version, code, name, attributes from product_types where id = any($1::uuid[])',
    values: [ids],
  });
