import type { Queryable } from '@cartograph/kit/db';
import { locationJson } from '#location-store';
import type { Location } from '#rules/location';

export type MovementKind = 'RECEIPT' | 'COUNT' | 'DAMAGE' | 'RETURN' | 'SHIPMENT' | 'TRANSFER_OUT' | 'TRANSFER_IN' | 'OTHER';

export interface Movement {
  readonly id: string;
  readonly sku: string;
  readonly location: Location;
  readonly kind: MovementKind;
  readonly quantity: number;
  readonly onHandAfter: number;
  readonly occurredAt: Date;
  readonly reference: string | null;
  readonly note: string | null;
  readonly placementId: string | null;
  readonly madeBy: string | null;
  readonly madeByName: string | null;
}

export interface MovementFilter {
  readonly skus: readonly string[] | null;
  readonly locationId: string | null;
  readonly kind: readonly MovementKind[] | null;
  readonly after: Date | null;
  readonly before: Date | null;
  readonly reference: string | null;
}

/** What the ledger calls it. */
const kindInLedger = (kind: MovementKind): string => (kind === 'SHIPMENT' ? 'SHIPPED' : kind);

const matching = `($1::text[] is null or m.sku = any($1)) and ($2::text is null or m.location_id = $2)
  and ($3::text[] is null or m.kind = any($3)) and ($4::timestamptz is null or m.occurred_at >= $4)
  and ($5::timestamptz is null or m.occurred_at < $5) and ($6::text is null or m.reference = $6)`;

const valuesOf = ({ skus, locationId, kind, after, before, reference }: MovementFilter): unknown[] => [
  skus,
  locationId,
  kind?.map(kindInLedger) ?? null,
  after,
  before,
  reference,
];

/**
 * Newest first, as they were booked, or backwards, beyond a movement. Ids are in that order, so their index is all that a page needs. What was
 * on hand after a movement of an older version is summed: as many steps as the level had movements before it. Without a name, so that each
 * filter is planned as it is.
 */
export async function listMovementPage(
  db: Queryable,
  filter: MovementFilter,
  { limit, backward, place }: { limit: number; backward: boolean; place: string | undefined },
): Promise<Movement[]> {
  const [beyond, direction] = backward ? ['>', 'asc'] : ['<', 'desc'];
  return db.query<Movement & Record<string, unknown>>({
    text: `select m.id, m.sku, ${locationJson} as location, case m.kind when 'SHIPPED' then 'SHIPMENT' else m.kind end as kind, m.delta as quantity,
             coalesce(m.on_hand_after, (select sum(e.delta)::int from movements e
                                        where e.sku = m.sku and e.location_id = m.location_id and e.id <= m.id)) as "onHandAfter",
             m.occurred_at as "occurredAt", m.reference, m.note, m.placement_id as "placementId", m.made_by as "madeBy",
             m.made_by_name as "madeByName"
           from (select * from movements m where ${matching} and ($7::uuid is null or m.id ${beyond} $7) order by m.id ${direction} limit $8) m
             join locations p on p.id = m.location_id
           order by m.id ${direction}`,
    values: [...valuesOf(filter), place ?? null, limit],
  });
}

export async function countMovements(db: Queryable, filter: MovementFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from movements m where ${matching}`,
    values: valuesOf(filter),
  });
  return row?.count ?? 0;
}
