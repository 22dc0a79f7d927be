import type { Queryable } from '@cartograph/kit/db';
import { loadLocations } from '#location-store';
import type { Location, LocationState } from '#rules/location';

export interface SavingGround {
  /** The one to be changed. */
  found: Location | undefined;
  /** Who has the code, whatever its case. */
  codeOf: string | null;
  /** How many there are. */
  count: number;
  /** SKUs that lie there or are on their way there. */
  uses: number;
}

/** One after the other: their codes and their number are judged together. Writers of stock wait only for the location that is changed. */
export async function lockForSaving(tx: Queryable, id: string | null, code: string): Promise<SavingGround> {
  await tx.query({ text: 'lock table locations in share row exclusive mode' });
  if (id !== null) await tx.query({ text: 'select from locations where id = $1 for update', values: [id] });
  const [row] = await tx.query<Omit<SavingGround, 'found'>>({
    name: 'inventory_saving_ground',
    text: `select (select id from locations where lower(code) = lower($2) limit 1) as "codeOf",
                  (select count(*)::int from locations) as count,
                  (select count(*)::int from levels where location_id = $1 and (on_hand > 0 or in_transit > 0)) as uses`,
    values: [id, code],
  });
  const [found] = id === null ? [] : await loadLocations(tx, [id]);
  return { ...(row ?? { codeOf: null, count: 0, uses: 0 }), found };
}

export async function insertLocation(tx: Queryable, id: string, state: LocationState): Promise<void> {
  await tx.query({
    name: 'inventory_insert_location',
    text: `insert into locations (id, code, name, priority, active, offers_pickup, address) values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [id, ...valuesOf(state)],
  });
}

/** False when it has another version by now. */
export async function updateLocation(tx: Queryable, id: string, expectedVersion: number, state: LocationState): Promise<boolean> {
  const rows = await tx.query({
    name: 'inventory_update_location',
    text: `update locations set code = $3, name = $4, priority = $5, active = $6, offers_pickup = $7, address = $8, version = version + 1
           where id = $1 and version = $2 returning id`,
    values: [id, expectedVersion, ...valuesOf(state)],
  });
  return rows.length === 1;
}

const valuesOf = ({ code, name, priority, active, offersPickup, address }: LocationState): unknown[] => [
  code,
  name,
  priority,
  active,
  offersPickup,
  address === null ? null : JSON.stringify(address),
];
