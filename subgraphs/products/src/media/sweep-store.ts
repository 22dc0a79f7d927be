import type { Queryable } from '@cartograph/kit/db';

/** Pictures that nobody has shown for a day, and addresses whose time is over: they are gone, and their files go later. */
export async function letGo(db: Queryable, limit: number): Promise<{ media: number; uploads: number }> {
  const [row] = await db.query<{ media: number; uploads: number }>({
    name: 'media_let_go',
    text: `with unowned as (select id from media m where touched_at < now() - interval '1 day'
                            and not exists (select from media_owners o where o.media_id = m.id) limit $1 for update skip locked),
           dropped as (delete from media m using unowned u where m.id = u.id
                       and not exists (select from media_owners o where o.media_id = m.id) returning m.id),
           late as (delete from media_uploads where id in (select id from media_uploads where expires_at < now() - interval '10 minutes' limit $1)
                    returning id),
           put as (insert into media_gone (id) select id from dropped union all select id from late on conflict do nothing)
           select (select count(*) from dropped)::int as media, (select count(*) from late)::int as uploads`,
    values: [limit],
  });
  return row ?? { media: 0, uploads: 0 };
}

/** Whose files may go now. */
export async function findGone(db: Queryable, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>({
    name: 'media_gone_find',
    text: `select id from media_gone where gone_at < now() - interval '1 hour' order by gone_at limit $1`,
    values: [limit],
  });
  return rows.map(({ id }) => id);
}

export const forgetGone = (db: Queryable, ids: readonly string[]): Promise<unknown> =>
  db.query({ name: 'media_gone_forget', text: `delete from media_gone where id = any($1)`, values: [ids] });
