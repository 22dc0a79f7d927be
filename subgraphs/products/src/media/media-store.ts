import type { Queryable } from '@cartograph/kit/db';
import type { Media } from '#media/rules/picture';
import { type PictureState, pictureState } from '#media/rules/picture-state';

export const ownerTypes = ['PRODUCT', 'VARIANT', 'CATEGORY', 'COLLECTION', 'OPTION_VALUE'] as const;
export type OwnerType = (typeof ownerTypes)[number];

const columns = `m.id, m.hash, m.format, m.width, m.height, m.alt, m.alt_translations as "altTranslations", m.focal_x as "focalX", m.focal_y as "focalY"`;

export interface OwnedMedia extends Media {
  ownerId: string;
}

export const loadMediaOf = (db: Queryable, type: OwnerType, ids: readonly string[]): Promise<OwnedMedia[]> =>
  db.query<OwnedMedia>({
    name: 'media_of_owners',
    text: `select o.owner_id as "ownerId", ${columns} from media_owners o join media m on m.id = o.media_id
           where o.owner_type = $1 and o.owner_id = any($2) order by o.owner_id, o.position, m.id`,
    values: [type, ids],
  });

export const loadMedia = (db: Queryable, ids: readonly string[]): Promise<Media[]> =>
  db.query<Media>({ name: 'media_by_id', text: `select ${columns} from media m where m.id = any($1)`, values: [ids] });

/** Those of these addresses that were fetched before. */
export const findFetched = (db: Queryable, urls: readonly string[]): Promise<{ id: string; url: string }[]> =>
  db.query<{ id: string; url: string }>({
    name: 'media_fetched',
    text: `update media set touched_at = now() where source_url = any($1) returning id, source_url as url`,
    values: [urls],
  });

/** False: there are too many already, and nothing was written. */
export async function insertUploads(db: Queryable, ids: readonly string[], minutes: number, maxOpen: number): Promise<Date | undefined> {
  const rows = await db.query<{ expires_at: Date }>({
    name: 'media_uploads_insert',
    text: `insert into media_uploads (id, expires_at) select id, date_trunc('second', now() + $2 * interval '1 minute') from unnest($1::uuid[]) as asked(id)
           where (select count(*) from media_uploads where expires_at > now()) + cardinality($1::uuid[]) <= $3
           returning expires_at`,
    values: [ids, minutes, maxOpen],
  });
  return rows[0]?.expires_at;
}

/** Takes an address, once: false when it was taken, is over, or never was. */
export async function beginUpload(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query({
    name: 'media_upload_begin',
    text: `update media_uploads set begun_at = now() where id = $1 and begun_at is null and expires_at > now() returning id`,
    values: [id],
  });
  return rows.length === 1;
}

export interface NewMedia extends Pick<Media, 'id' | 'hash' | 'format' | 'width' | 'height'> {
  bytes: number;
  sourceUrl: string | null;
}

/** The picture stands for its upload from now on, in one statement; of two that were fetched from one address at once the first stays. */
export async function insertMedia(db: Queryable, { id, hash, format, width, height, bytes, sourceUrl }: NewMedia): Promise<boolean> {
  const rows = await db.query({
    name: 'media_insert',
    text: `with used as (delete from media_uploads where id = $1 returning id)
           insert into media (id, hash, format, width, height, bytes, source_url)
           select id, $2, $3, $4, $5, $6, $7 from used on conflict (source_url) do nothing returning id`,
    values: [id, hash, format, width, height, bytes, sourceUrl],
  });
  return rows.length === 1;
}

export interface MediaText {
  id: string;
  alt?: string | null | undefined;
  altTranslations?: Readonly<Record<string, string>> | undefined;
  focalX?: number | null | undefined;
  focalY?: number | null | undefined;
}

/** What is given replaces, all of them in one statement; what was not given stays. */
export async function updateTexts(tx: Queryable, texts: readonly MediaText[]): Promise<void> {
  if (texts.length === 0) return;
  await tx.query({
    name: 'media_texts',
    text: `update media m set
             alt = case when t.value ? 'alt' then t.value->>'alt' else m.alt end,
             alt_translations = case when t.value ? 'altTranslations' then t.value->'altTranslations' else m.alt_translations end,
             focal_x = case when t.value ? 'focalX' then (t.value->>'focalX')::float8 else m.focal_x end,
             focal_y = case when t.value ? 'focalY' then (t.value->>'focalY')::float8 else m.focal_y end
           from jsonb_array_elements($1::jsonb) as t(value) where m.id = (t.value->>'id')::uuid`,
    values: [JSON.stringify(texts)],
  });
}

export interface DrawnMedia extends Pick<Media, 'id' | 'hash' | 'width' | 'height' | 'alt'> {
  bytes: number;
  owners: readonly { type: OwnerType; id: string; position: number }[];
}

/** Drawings of our own, all of them in one statement; those that are there stay as they are, and so does what has pictures of somebody else. */
export async function insertDrawn(db: Queryable, drawn: readonly DrawnMedia[]): Promise<number> {
  const rows = await db.query({
    name: 'media_insert_drawn',
    text: `with given as (select * from jsonb_to_recordset($1::jsonb)
                          as g(id uuid, hash text, width int, height int, alt text, bytes bigint, owners jsonb)),
           put as (insert into media (id, hash, format, width, height, alt, bytes)
                   select id, hash, 'SVG', width, height, alt, bytes from given on conflict (id) do nothing returning id)
           insert into media_owners (owner_type, owner_id, media_id, position)
           select o->>'type', (o->>'id')::uuid, g.id, (o->>'position')::int
           from given g join put using (id) cross join jsonb_array_elements(g.owners) as o
           where not exists (select from media_owners there where there.owner_type = o->>'type' and there.owner_id = (o->>'id')::uuid)
           on conflict do nothing returning 1`,
    values: [JSON.stringify(drawn)],
  });
  return rows.length;
}

/** Locks them against the sweep until the end of the transaction, with what is said of them. */
export async function lockPictures(tx: Queryable, ids: readonly string[]): Promise<Map<string, PictureState>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<Media>({
    name: 'media_lock_pictures',
    text: `select ${columns} from media m where m.id = any($1::uuid[]) order by m.id for key share`,
    values: [ids],
  });
  return new Map(rows.map((row) => [row.id, pictureState(row)]));
}

/** The pictures of many owners, each in its order, instead of those before; two statements, however many there are. */
export async function replacePictures(
  tx: Queryable,
  type: OwnerType,
  owners: readonly { id: string; ids: readonly string[] }[],
): Promise<void> {
  await tx.query({
    name: 'media_owners_let_go',
    text: `with wanted as (select (w->>'id')::uuid as owner_id, i::uuid as id from jsonb_array_elements($2::jsonb) as w cross join jsonb_array_elements_text(w->'ids') as i),
           gone as (delete from media_owners o where owner_type = $1
                    and owner_id in (select (w->>'id')::uuid from jsonb_array_elements($2::jsonb) as w)
                    and not exists (select from wanted w where w.owner_id = o.owner_id and w.id = o.media_id) returning media_id)
           update media set touched_at = now() where id in (select media_id from gone)`,
    values: [type, JSON.stringify(owners)],
  });
  await tx.query({
    name: 'media_owners_put',
    text: `insert into media_owners as o (owner_type, owner_id, media_id, position)
           select $1, (w->>'id')::uuid, i.id::uuid, (i.position - 1)::int
           from jsonb_array_elements($2::jsonb) as w cross join jsonb_array_elements_text(w->'ids') with ordinality as i(id, position)
           on conflict (owner_type, owner_id, media_id) do update set position = excluded.position where o.position <> excluded.position`,
    values: [type, JSON.stringify(owners)],
  });
}
