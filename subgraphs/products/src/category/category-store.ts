import type { Queryable } from '@cartograph/kit/db';
import { type Key, splitKeys } from '#rules/keys';
import type { Category } from '#rules/product';
import { alone } from '#shelves-store';
import { statusNow } from '#status-store';
import { askFor } from '#telling/telling-store';

/** Whoever changes the tree waits here for whoever does already: what is looked at is what stands when it is written. */
export async function lockTree(tx: Queryable): Promise<Category[]> {
  await alone(tx);
  return loadTree(tx);
}

/** All categories, siblings in their order. */
export const loadTree = (db: Queryable): Promise<Category[]> =>
  db.query<Category & Record<string, unknown>>({
    name: 'category_tree',
    text: `select ${categoryColumns('c')} from categories c order by c.position, c.name collate "und-x-icu", c.id`,
  });

export const categoryColumns = (
  c: string,
): string => `${c}.id, ${c}.slug, ${c}.name, ${c}.version, ${c}.description, ${c}.parent_id as "parentId",
  ${c}.position, ${c}.seo_title as "seoTitle", ${c}.seo_description as "seoDescription"`;

/** By ids and slugs of any language, with those of its slugs that were asked for. */
export async function loadCategories(db: Queryable, keys: readonly Key[]): Promise<{ category: Category; slugs: string[] }[]> {
  const { ids, names } = splitKeys(keys);
  const rows = await db.query<Category & { slugs: string[] } & Record<string, unknown>>({
    name: 'categories_by_key',
    text: `select ${categoryColumns('c')}, array(select s.slug from slugs s where s.owner_id = c.id and s.slug = any($2::text[])) as slugs
           from categories c
           where c.id = any($1::uuid[] || array(select s.owner_id from slugs s where s.kind = 'CATEGORY' and s.slug = any($2::text[])))`,
    values: [ids, names],
  });
  return rows.map(({ slugs, ...category }) => ({ category, slugs }));
}

/** How many published products stand in each of these and below it; a product in two of them counts once. */
export const countInSubtrees = (db: Queryable, ids: readonly string[]): Promise<{ owner: string; one: number }[]> =>
  db.query<{ owner: string; one: number }>({
    name: 'count_in_subtrees',
    text: `with recursive below(root, id) as (
             select id, id from categories where id = any($1::uuid[])
             union select b.root, c.id from below b join categories c on c.parent_id = b.id)
           select b.root as owner, count(distinct p.id)::int as one
           from below b join product_categories pc on pc.category_id = b.id join products p on p.id = pc.product_id
           where ${statusNow('p')} = 'PUBLISHED' group by b.root`,
    values: [ids],
  });

export async function upsertCategory(tx: Queryable, category: Category): Promise<void> {
  await tx.query({
    name: 'write_category',
    text: `insert into categories (id, slug, name, version, description, parent_id, position, seo_title, seo_description)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
           on conflict (id) do update set slug = excluded.slug, name = excluded.name, version = excluded.version,
             description = excluded.description, parent_id = excluded.parent_id, position = excluded.position,
             seo_title = excluded.seo_title, seo_description = excluded.seo_description`,
    values: [
      category.id,
      category.slug,
      category.name,
      category.version,
      category.description,
      category.parentId,
      category.position,
      category.seoTitle,
      category.seoDescription,
    ],
  });
}

/** How many collections have a rule that names the category, by its slug in any language: without it they would be empty. */
export async function countRulesNaming(tx: Queryable, id: string): Promise<number> {
  const [found] = await tx.query<{ count: number }>({
    name: 'rules_naming_category',
    text: `select count(*)::int as count from collections c where exists (
             select from jsonb_to_recordset(c.rules) as r(field text, "values" jsonb)
             where r.field = 'CATEGORY_SLUG' and r."values" ?| array(select slug from slugs where kind = 'CATEGORY' and owner_id = $1))`,
    values: [id],
  });
  return found?.count ?? 0;
}

/** Takes a category away that nothing hangs on; the products that stood in it count a version and are asked for. */
export async function deleteCategoryRow(tx: Queryable, id: string): Promise<void> {
  await tx.query({
    name: 'leave_category',
    text: `with left_it as (delete from product_categories where category_id = $1 returning product_id),
             counted as (update products set version = version + 1, updated_at = now() where id in (select product_id from left_it))
           ${askFor('left_it')}`,
    values: [id],
  });
  await tx.query({
    name: 'delete_category',
    text: `with names as (delete from translations where owner_id = $1), places as (delete from slugs where owner_id = $1),
             shown as (delete from media_owners where owner_type = 'CATEGORY' and owner_id = $1 returning media_id),
             let_go as (update media set touched_at = now() where id in (select media_id from shown))
           delete from categories where id = $1`,
    values: [id],
  });
}
