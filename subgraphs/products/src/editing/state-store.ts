import type { Queryable } from '@cartograph/kit/db';
import type { ProductState, VariantState } from '#editing/rules/state';
import { type PictureState, pictureState } from '#media/rules/picture-state';
import type { AttributeValues } from '#rules/attribute';
import type { OptionChoice, ProductOption } from '#rules/option';
import type { ProductStatus } from '#rules/product';
import type { Translation } from '#rules/translation';
import { statusNow } from '#status-store';

interface Row extends Record<string, unknown> {
  id: string;
  slug: string;
  title: string;
  description: string | null;
  status: ProductStatus;
  created_at: Date;
  version: number;
  publish_at: Date | null;
  product_type_id: string | null;
  tags: string[];
  seo_title: string | null;
  seo_description: string | null;
}

interface Details extends Record<string, unknown> {
  id: string;
  options: ProductOption[];
  attributes: AttributeValues[];
  media: PictureState[];
  translations: Translation[];
  categories: string[];
  collections: string[];
}

/** Products as staff write them, locked in the order of their ids; three statements, however many there are. */
export const lockProducts = (tx: Queryable, ids: readonly string[]): Promise<ProductState[]> => find(tx, ids, 'for no key update');

export const readProducts = (db: Queryable, ids: readonly string[]): Promise<ProductState[]> => find(db, ids, '');

async function find(tx: Queryable, ids: readonly string[], lock: '' | 'for no key update'): Promise<ProductState[]> {
  const rows = await tx.query<Row>({
    name: lock ? 'lock_products' : 'read_products',
    text: `select p.id, p.slug, p.title, p.description, ${statusNow('p')} as status, p.created_at, p.version, p.publish_at,
             p.product_type_id, p.tags, p.seo_title, p.seo_description
           from products p where p.id = any($1::uuid[]) order by p.id ${lock}`,
    values: [ids],
  });
  if (rows.length === 0) return [];
  const found = rows.map(({ id }) => id);
  const variants = Map.groupBy(await loadVariantStates(tx, found), ({ productId }) => productId);
  const details = new Map((await loadDetails(tx, found)).map((one) => [one.id, one]));
  return rows.map((row) => stateOf(row, details.get(row.id), variants.get(row.id) ?? []));
}

function stateOf(row: Row, details: Details | undefined, variants: readonly VariantState[]): ProductState {
  return {
    id: row.id,
    version: row.version,
    slug: row.slug,
    title: row.title,
    description: row.description,
    status: row.status,
    publishAt: row.publish_at,
    createdAt: row.created_at,
    productTypeId: row.product_type_id,
    tags: row.tags,
    seoTitle: row.seo_title,
    seoDescription: row.seo_description,
    categoryIds: details?.categories ?? [],
    collectionIds: details?.collections ?? [],
    media: (details?.media ?? []).map(pictureState),
    attributes: details?.attributes ?? [],
    translations: details?.translations ?? [],
    options: details?.options ?? [],
    variants,
    removed: [],
  };
}

interface VariantRow extends Record<string, unknown> {
  id: string;
  product_id: string;
  sku: string;
  title: string | null;
  position: number;
  version: number;
  options: OptionChoice | null;
  barcode: string | null;
  weight_grams: number | null;
  tax_category_code: string | null;
  media_ids: string[];
}

async function loadVariantStates(tx: Queryable, productIds: readonly string[]): Promise<(VariantState & { productId: string })[]> {
  const rows = await tx.query<VariantRow>({
    name: 'variants_to_edit',
    text: `select id, product_id, sku, title, position, version, options, barcode, weight_grams, tax_category_code,
             array(select media_id::text from media_owners where owner_type = 'VARIANT' and owner_id = product_variants.id order by position) as media_ids
           from product_variants where product_id = any($1::uuid[]) and removed_at is null order by product_id, position, id`,
    values: [productIds],
  });
  return rows.map(({ product_id, weight_grams, tax_category_code, media_ids, ...same }) => ({
    ...same,
    productId: product_id,
    weightGrams: weight_grams,
    taxCategoryCode: tax_category_code,
    mediaIds: media_ids,
  }));
}

const list = (what: string, from: string, order: string): string =>
  `coalesce((select json_agg(${what} order by ${order}) from ${from}), '[]')`;

const loadDetails = (tx: Queryable, productIds: readonly string[]): Promise<Details[]> =>
  tx.query<Details>({
    name: 'details_to_edit',
    text: `select asked.id,
             ${list(`json_build_object('code', o.code, 'name', o.name, 'values', o."values")`, 'product_options o where o.product_id = asked.id', 'o.position')} as options,
             ${list(`json_build_object('code', a.code, 'values', a."values")`, 'product_attributes a where a.product_id = asked.id', 'a.code')} as attributes,
             ${list(pictureJson, "media_owners o join media m on m.id = o.media_id where o.owner_type = 'PRODUCT' and o.owner_id = asked.id", 'o.position')} as media,
             ${list(translationJson, 'translations t where t.owner_id = asked.id', 't.locale collate "C"')} as translations,
             ${list('c.category_id', 'product_categories c where c.product_id = asked.id', 'c.category_id')} as categories,
             ${list('m.collection_id', 'collection_products m join collections c on c.id = m.collection_id and c.rules is null where m.product_id = asked.id', 'm.collection_id')} as collections
           from unnest($1::uuid[]) as asked(id)`,
    values: [productIds],
  });

/** Of a picture `m`, as rules know it. */
const pictureJson = `json_build_object('id', m.id, 'alt', m.alt, 'altTranslations', m.alt_translations, 'focalX', m.focal_x, 'focalY', m.focal_y)`;

/** Of a translation `t`, as rules know it. */
const translationJson = `json_build_object('locale', t.locale, 'slug', t.slug, 'title', t.title, 'description', t.description,
  'seoTitle', t.seo_title, 'seoDescription', t.seo_description)`;
