import type { Queryable } from '@cartograph/kit/db';
import type { Location } from '#rules/location';

/** A location `p` as JSON: one text, so that every statement tells it alike. */
export const locationJson = `json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'priority', p.priority, 'active', p.active,
  'offersPickup', p.offers_pickup, 'address', p.address, 'version', p.version)`;

const columns = 'id, code, name, priority, active, offers_pickup as "offersPickup", address, version';

/** The first from which goods are taken stands first. */
export async function listLocations(db: Queryable, limit: number): Promise<Location[]> {
  return db.query<Location & Record<string, unknown>>({
    name: 'inventory_list_locations',
    text: `select ${columns} from locations order by priority, id limit $1`,
    values: [limit],
  });
}

/** Those that there are, in no order. */
export async function loadLocations(db: Queryable, ids: readonly string[]): Promise<Location[]> {
  return db.query<Location & Record<string, unknown>>({
    name: 'inventory_load_locations',
    text: `select ${columns} from locations where id = any($1::text[])`,
    values: [ids],
  });
}

/**
 * Locks locations against each other's writes of stock, in key order, and before any level: so a level that is new, or a location that
 * closes, has one writer. Orders lock levels only, and wait for none of this.
 */
export async function lockLocations(tx: Queryable, ids: readonly string[]): Promise<Location[]> {
  return tx.query<Location & Record<string, unknown>>({
    name: 'inventory_lock_locations',
    text: `select ${columns} from locations where id = any($1::text[]) order by id for no key update`,
    values: [ids],
  });
}

/** The first open one, locked like the others. */
export async function lockFirstLocation(tx: Queryable): Promise<Location | undefined> {
  const [row] = await tx.query<Location & Record<string, unknown>>({
    name: 'inventory_lock_first_location',
    text: `select ${columns} from locations where active order by priority, id limit 1 for no key update`,
  });
  return row;
}
