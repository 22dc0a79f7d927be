import type { Queryable } from '@cartograph/kit/db';

/** The token of the server's present life, drawn by whoever asks first after its start from a crash. */
export async function readServerLife(db: Queryable): Promise<string> {
  await db.query({ name: 'server_life_begin', text: 'insert into server_life default values on conflict do nothing' });
  const [life] = await db.query<{ token: string; unlogged: boolean }>({
    name: 'server_life_read',
    text: `select token, (select relpersistence = 'u' from pg_class where oid = 'server_life'::regclass) as unlogged from server_life`,
  });
  if (!life) throw new Error('the database server crashed between two statements');
  // A copy made by other tools may have lost what the table is for.
  if (!life.unlogged) throw new Error('server_life is no unlogged table: alter table server_life set unlogged');
  return life.token;
}

/** Of the `ids`, those whose drive began in the life that the server still has: an array, so that the update joins nothing. */
export const stillLiving = (ids: string, lives: string): string =>
  `array(select id from unnest(${ids}::uuid[], ${lives}::uuid[]) as asked(id, life) where exists (select from server_life where token = life))`;
