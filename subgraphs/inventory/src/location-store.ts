import type { Queryable } from '@cartograph/kit/db';
import type { Location } from '#rules/location';

/** The first from which goods are taken stands first. */
export async function listLocations(db: Queryable, limit: number): Promise<Location[]> {
  return db.query<Location & Record<string, unknown>>({
    name: 'inventory_list_locations',
    text: 'select id, name, priority from locations order by priority, id limit $1',
    values: [limit],
  });
}

/** Those that there are, in no order. */
export async function loadLocations(db: Queryable, ids: readonly string[]): Promise<Location[]> {
  return db.query<Location & Record<string, unknown>>({
    name: 'inventory_load_locations',
    text: 'select id, name, priority from locations where id = any($1::text[])',
    values: [ids],
  });
}
