import type { Queryable } from '@cartograph/kit/db';
import type { Ground, SkuOwner } from '#editing/rules/ground';
import type { ProductType } from '#rules/attribute';

/** What edits name, and what products stand in already. */
export interface Asked {
  readonly slugs: readonly string[];
  readonly skus: readonly string[];
  readonly categoryIds: readonly string[];
  readonly collectionIds: readonly string[];
  readonly typeCodes: readonly string[];
  readonly typeIds: readonly string[];
}

interface Found extends Record<string, unknown> {
  now: Date;
  slugs: { slug: string; owner: string }[];
  skus: ({ sku: string } & SkuOwner)[];
  categories: string[];
  collections: { id: string; byHand: boolean }[];
  types: ProductType[];
}

/** Ground to judge edits on, in one statement. Types stay as they are until the edits are written. */
export async function findGround(
  tx: Queryable,
  asked: Asked,
  bounds: Pick<Ground, 'newId' | 'maxVariantsOfCall' | 'pictures'>,
): Promise<Ground> {
  const [found] = await tx.query<Found>({
    name: 'ground_of_edits',
    text: `select date_trunc('milliseconds', now()) as now,
             (select coalesce(json_agg(json_build_object('slug', slug, 'owner', owner_id)), '[]') from slugs
              where kind = 'PRODUCT' and slug = any($1::text[])) as slugs,
             (select coalesce(json_agg(json_build_object('sku', sku, 'productId', product_id, 'variantId', id, 'version', version)), '[]')
              from product_variants where sku = any($2::text[])) as skus,
             (select coalesce(json_agg(id), '[]') from categories where id = any($3::uuid[])) as categories,
             (select coalesce(json_agg(json_build_object('id', id, 'byHand', rules is null)), '[]') from collections
              where id = any($4::uuid[])) as collections,
             (select coalesce(json_agg(json_build_object('id', id, 'version', version, 'code', code, 'name', name, 'attributes', attributes)
                order by code), '[]')
              from (select * from product_types where code = any($5::text[]) or id = any($6::uuid[]) order by id for share) t) as types`,
    values: [asked.slugs, asked.skus, asked.categoryIds, asked.collectionIds, asked.typeCodes, asked.typeIds],
  });
  if (!found) throw new Error('a statement without from gives a row');
  return {
    now: found.now,
    slugOwners: new Map(found.slugs.map(({ slug, owner }) => [slug, owner])),
    skuOwners: new Map(found.skus.map(({ sku, ...owner }) => [sku, owner])),
    categoryIds: new Set(found.categories),
    collections: new Map(found.collections.map(({ id, byHand }) => [id, byHand])),
    typesByCode: new Map(found.types.map((type) => [type.code, type])),
    typesById: new Map(found.types.map((type) => [type.id, type])),
    ...bounds,
  };
}
