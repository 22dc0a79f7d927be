import type { Queryable } from '@cartograph/kit/db';

export interface BookedKey {
  readonly idempotencyKey: string;
  readonly inputHash: string;
  readonly transferId: string | null;
}

/** A line of the ledger. */
export interface BookedMove {
  readonly sku: string;
  readonly locationId: string;
  readonly kind: 'RECEIPT' | 'COUNT' | 'DAMAGE' | 'RETURN' | 'TRANSFER_OUT' | 'TRANSFER_IN' | 'OTHER';
  readonly delta: number;
  readonly onHandAfter: number;
}

/** A level as it stands after all moves. */
export interface BookedLevel {
  readonly sku: string;
  readonly locationId: string;
  readonly onHand: number;
  readonly inTransit: number;
}

export interface Booking {
  /** Null: whoever writes may repeat it. */
  readonly key: BookedKey | null;
  readonly moves: readonly BookedMove[];
  readonly levels: readonly BookedLevel[];
  readonly reference: string | null;
  readonly note: string | null;
  readonly madeBy: string | null;
  readonly madeByName: string | null;
}

/**
 * Key, ledger and levels in one statement, on levels that the caller has locked, and that therefore stand as said; false when the key was
 * used meanwhile, and then nothing is changed.
 */
export async function bookStock(tx: Queryable, { key, moves, levels, ...said }: Booking): Promise<boolean> {
  const rows = await tx.query({
    name: 'inventory_book_stock',
    text: `
      with claimed as (
        insert into stock_writes (idempotency_key, input_hash, transfer_id) select $1, $2, $3::uuid where $1::text is not null
        on conflict (idempotency_key) do nothing
        returning 1
      ), free as (
        select 1 where $1::text is null or exists (select from claimed)
      ), ledger as (
        insert into movements (sku, location_id, kind, delta, on_hand_after, reference, note, made_by, made_by_name)
        select sku, "locationId", kind, delta, "onHandAfter", $6, $7, $8, $9
        from jsonb_to_recordset($4) as m(place int, sku text, "locationId" text, kind text, delta int, "onHandAfter" int)
        where exists (select from free) order by place
      )
      insert into levels (sku, location_id, on_hand, in_transit)
      select sku, "locationId", "onHand", "inTransit"
      from jsonb_to_recordset($5) as l(sku text, "locationId" text, "onHand" int, "inTransit" int)
      where exists (select from free) order by sku, "locationId"
      on conflict (sku, location_id) do update set on_hand = excluded.on_hand, in_transit = excluded.in_transit, updated_at = now()
      returning sku`,
    values: [
      key?.idempotencyKey ?? null,
      key?.inputHash ?? null,
      key?.transferId ?? null,
      JSON.stringify(moves.map((move, place) => ({ place, ...move }))),
      JSON.stringify(levels),
      said.reference,
      said.note,
      said.madeBy,
      said.madeByName,
    ],
  });
  return rows.length > 0;
}
