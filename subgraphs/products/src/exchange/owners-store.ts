import type { Queryable } from '@cartograph/kit/db';

interface Found extends Record<string, unknown> {
  skus: Record<string, string>;
  slugs: Record<string, string>;
  categories: Record<string, string>;
}

export type Owners = Awaited<ReturnType<typeof findOwners>>;

/** Whose the SKUs and slugs are, and the ids of the categories by slug. */
export async function findOwners(
  tx: Queryable,
  { skus, slugs, categorySlugs }: { skus: readonly string[]; slugs: readonly string[]; categorySlugs: readonly string[] },
) {
  const [found] = await tx.query<Found>({
    name: 'owners_of_rows',
    text: `select
             (select coalesce(json_object_agg(sku, product_id), '{}') from product_variants where sku = any($1::text[])) as skus,
             (select coalesce(json_object_agg(slug, owner_id), '{}') from slugs where kind = 'PRODUCT' and slug = any($2::text[])) as slugs,
             (select coalesce(json_object_agg(slug, owner_id), '{}') from slugs where kind = 'CATEGORY' and slug = any($3::text[])) as categories`,
    values: [skus, slugs, categorySlugs],
  });
  const mapOf = (pairs: Record<string, string> | undefined) => new Map(Object.entries(pairs ?? {}));
  return { bySku: mapOf(found?.skus), bySlug: mapOf(found?.slugs), categoryIds: mapOf(found?.categories) };
}
