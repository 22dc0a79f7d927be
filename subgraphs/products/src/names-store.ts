import type { Queryable } from '@cartograph/kit/db';
import { type AlreadyExists, alreadyExists } from '@cartograph/kit/problems';
import type { Named } from '#columns/tables';
import type { Translation } from '#rules/translation';

/** Something with a slug of its own, written already, and, perhaps, others in other languages. */
export interface NamedThing {
  readonly id: string;
  readonly translations: readonly Translation[];
}

/** Translations, and the slugs of all languages, as they stand now. A slug that leads elsewhere is a unique violation of `slugs_pkey`. */
export async function replaceNames(tx: Queryable, kind: Named, things: readonly NamedThing[]): Promise<void> {
  const ids = things.map(({ id }) => id);
  const translations = things.flatMap(({ id, translations }) => translations.map((one) => ({ ...one, owner: id })));
  await tx.query({
    name: 'write_translations',
    text: `with wanted as (select * from jsonb_to_recordset($2) as i(owner uuid, locale text, slug text, title text, description text,
                             "seoTitle" text, "seoDescription" text)),
             gone as (delete from translations t where t.owner_id = any($3::uuid[])
                      and not exists (select from wanted w where w.owner = t.owner_id and w.locale = t.locale))
           insert into translations (kind, owner_id, locale, slug, title, description, seo_title, seo_description)
           select $1::text, owner, locale, slug, title, description, "seoTitle", "seoDescription" from wanted
           on conflict (owner_id, locale) do update set slug = excluded.slug, title = excluded.title, description = excluded.description,
             seo_title = excluded.seo_title, seo_description = excluded.seo_description`,
    values: [kind, JSON.stringify(translations), ids],
  });
  await keepSlugs(tx, kind, ids);
}

const tables: Record<Named, string> = { PRODUCT: 'products', CATEGORY: 'categories', COLLECTION: 'collections' };

/**
 * Makes the slugs of these lead to them, in every language. In two statements: within one, a slug that goes from one to another would still
 * be taken. One that leads elsewhere is a unique violation of `slugs_pkey`.
 */
export async function keepSlugs(tx: Queryable, kind: Named, ids: readonly string[]): Promise<void> {
  const named = `select slug, id as owner_id from ${tables[kind]} where id = any($1::uuid[])
    union select slug, owner_id from translations where owner_id = any($1::uuid[]) and slug is not null`;
  await tx.query({
    name: `leave_slugs_${tables[kind]}`,
    text: `delete from slugs s where s.owner_id = any($1::uuid[]) and not exists (
             select from (${named}) n where n.slug = s.slug and n.owner_id = s.owner_id)`,
    values: [ids],
  });
  await tx.query({
    name: `take_slugs_${tables[kind]}`,
    text: `insert into slugs (kind, slug, owner_id) select '${kind}', n.slug, n.owner_id from (${named}) n
           where not exists (select from slugs s where s.kind = '${kind}' and s.slug = n.slug and s.owner_id = n.owner_id) order by n.slug`,
    values: [ids],
  });
}

/** The first of these slugs that leads to something else, told with its path. */
export async function findTakenSlug(
  tx: Queryable,
  kind: Named,
  { id, slug, translations }: NamedThing & { readonly slug: string },
): Promise<AlreadyExists | undefined> {
  const named: [slug: string, path: (string | number)[]][] = [
    [slug, ['slug']],
    ...translations.flatMap(({ slug: one }, index): [string, (string | number)[]][] =>
      one === null ? [] : [[one, ['translations', index, 'slug']]],
    ),
  ];
  const rows = await tx.query<{ slug: string; owner: string }>({
    name: 'taken_slugs',
    text: 'select slug, owner_id as owner from slugs where kind = $1 and slug = any($2::text[]) and owner_id <> $3',
    values: [kind, named.map(([one]) => one), id],
  });
  const owners = new Map(rows.map((row) => [row.slug, row.owner]));
  const first = named.find(([one]) => owners.has(one));
  return first && alreadyExists(first[1], `The slug ${first[0]} is taken.`, owners.get(first[0]) ?? null);
}
