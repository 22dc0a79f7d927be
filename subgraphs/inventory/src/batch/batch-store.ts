import type { Queryable } from '@cartograph/kit/db';
import type { Location } from '#rules/location';

/** By code, in small letters: nobody's case is meant. */
export async function findLocationsByCode(db: Queryable, codes: readonly string[]): Promise<Map<string, Location>> {
  const rows = await db.query<Location & Record<string, unknown>>({
    name: 'inventory_find_locations_by_code',
    text: `select id, code, name, priority, active, offers_pickup as "offersPickup", address, version
           from locations where lower(code) = any($1::text[])`,
    values: [codes],
  });
  return new Map(rows.map((location) => [location.code.toLowerCase(), location]));
}

export interface ExportedLevel {
  readonly sku: string;
  readonly locationId: string;
  readonly locationCode: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly inTransit: number;
  readonly updatedAt: Date;
}

/** By SKU and location, beyond a place in that order; without a name, so that it is planned with and without a date. */
export async function exportLevels(
  db: Queryable,
  { place, changedAfter, first }: { place: readonly [string, string] | undefined; changedAfter: Date | null; first: number },
): Promise<ExportedLevel[]> {
  return db.query<ExportedLevel & Record<string, unknown>>({
    text: `select l.sku, l.location_id as "locationId", p.code as "locationCode", l.on_hand as "onHand", l.reserved, l.in_transit as "inTransit",
                  l.updated_at as "updatedAt"
           from levels l join locations p on p.id = l.location_id
           where ($1::text is null or (l.sku, l.location_id) > ($1, $2::text)) and ($3::timestamptz is null or l.updated_at >= $3)
           order by l.sku, l.location_id limit $4`,
    values: [place?.[0] ?? null, place?.[1] ?? null, changedAfter, first],
  });
}
