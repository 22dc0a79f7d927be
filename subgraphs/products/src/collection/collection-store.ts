import type { Queryable } from '@cartograph/kit/db';
import type { Collection } from '#rules/collection';
import { type Key, splitKeys } from '#rules/keys';
import { statusNow } from '#status-store';

type Row = Collection & Record<string, unknown>;

const columns = (c: string): string => `${c}.id, ${c}.version, ${c}.slug, ${c}.title, ${c}.description, ${c}.status, ${c}.rules,
  ${c}.seo_title as "seoTitle", ${c}.seo_description as "seoDescription"`;

/** By ids and slugs of any language, with those of its slugs that were asked for. */
export async function loadCollections(db: Queryable, keys: readonly Key[]): Promise<{ collection: Collection; slugs: string[] }[]> {
  const { ids, names } = splitKeys(keys);
  const rows = await db.query<Row & { slugs: string[] }>({
    name: 'collections_by_key',
    text: `select ${columns('c')}, array(select s.slug from slugs s where s.owner_id = c.id and s.slug = any($2::text[])) as slugs
           from collections c
           where c.id = any($1::uuid[] || array(select s.owner_id from slugs s where s.kind = 'COLLECTION' and s.slug = any($2::text[])))`,
    values: [ids, names],
  });
  return rows.map(({ slugs, ...collection }) => ({ collection, slugs }));
}

export const listCollections = (db: Queryable, seesAll: boolean, limit: number): Promise<Collection[]> =>
  db.query<Row>({
    name: 'collections_by_title',
    text: `select ${columns('c')} from collections c where $1::boolean or c.status = 'PUBLISHED'
           order by c.title collate "und-x-icu", c.id limit $2::int`,
    values: [seesAll, limit],
  });

/** A row a product and collection that it is in now, by title. */
export async function loadCollectionsOfProducts(
  db: Queryable,
  productIds: readonly string[],
): Promise<{ owner: string; one: Collection }[]> {
  const rows = await db.query<Row & { owner: string }>({
    name: 'collections_of_products',
    text: `select m.product_id as owner, ${columns('c')} from collection_products m join collections c on c.id = m.collection_id
           where m.product_id = any($1::uuid[]) and (m.until is null or m.until > now())
           order by m.product_id, c.title collate "und-x-icu", c.id`,
    values: [productIds],
  });
  return rows.map(({ owner, ...one }) => ({ owner, one }));
}

/** How many published products are in each. */
export async function countInCollections(db: Queryable, ids: readonly string[]): Promise<{ owner: string; one: number }[]> {
  return db.query<{ owner: string; one: number }>({
    name: 'count_in_collections',
    text: `select m.collection_id as owner, count(*)::int as one from collection_products m join products p on p.id = m.product_id
           where m.collection_id = any($1::uuid[]) and (m.until is null or m.until > now()) and ${statusNow('p')} = 'PUBLISHED'
           group by m.collection_id`,
    values: [ids],
  });
}

/** The collection as it is edited, locked, with the products that were put into it by hand; and how many collections there are. */
export async function lockCollection(tx: Queryable, id: string | undefined) {
  const [row] =
    id === undefined
      ? []
      : await tx.query<Row>({
          name: 'lock_collection',
          text: `select ${columns('c')} from collections c where c.id = $1 for update`,
          values: [id],
        });
  const [more] = await tx.query<{ count: number; products: string[] }>({
    name: 'collection_to_edit',
    text: `select (select count(*)::int from collections) as count,
             array(select product_id from collection_products where collection_id = $1 order by position, product_id) as products`,
    values: [id],
  });
  return { before: row, productIds: row?.rules === null ? (more?.products ?? []) : [], count: more?.count ?? 0 };
}

export async function findKnownProducts(tx: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>({
    name: 'known_products',
    text: 'select id from products where id = any($1::uuid[])',
    values: [ids],
  });
  return new Set(rows.map(({ id }) => id));
}

/** Of products that were put into a collection by hand, or taken out of it. */
export async function countVersions(tx: Queryable, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return;
  await tx.query({
    name: 'count_versions',
    text: `update products set version = version + 1, updated_at = now()
           where id = any(array(select id from products where id = any($1::uuid[]) order by id for update))`,
    values: [productIds],
  });
}

export async function upsertCollection(tx: Queryable, collection: Collection): Promise<void> {
  await tx.query({
    name: 'write_collection',
    text: `insert into collections (id, version, slug, title, description, status, rules, seo_title, seo_description)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (id) do update set version = excluded.version, slug = excluded.slug, title = excluded.title,
             description = excluded.description, status = excluded.status, rules = excluded.rules, seo_title = excluded.seo_title,
             seo_description = excluded.seo_description`,
    values: [
      collection.id,
      collection.version,
      collection.slug,
      collection.title,
      collection.description,
      collection.status,
      collection.rules && JSON.stringify(collection.rules),
      collection.seoTitle,
      collection.seoDescription,
    ],
  });
}
