import type { Queryable } from '@cartograph/kit/db';
import type { Transfer, TransferLine, TransferStatus } from '#rules/transfer';

const columns = `t.id, t.version, t.from_location_id as "fromLocationId", t.to_location_id as "toLocationId", t.status, t.reference,
  t.created_at as "createdAt", t.expected_at as "expectedAt",
  (select json_agg(json_build_object('sku', n.sku, 'quantity', n.quantity, 'received', n.received, 'lost', n.lost) order by n.sku)
   from stock_transfer_lines n where n.transfer_id = t.id) as lines`;

export async function findTransfer(db: Queryable, id: string): Promise<Transfer | undefined> {
  const [row] = await db.query<Transfer & Record<string, unknown>>({
    name: 'inventory_find_transfer',
    text: `select ${columns} from stock_transfers t where t.id = $1`,
    values: [id],
  });
  return row;
}

/** Keeps other receipts of it waiting. What it has become stands in a statement of its own, made after the wait. */
export async function lockTransfer(tx: Queryable, id: string): Promise<Transfer | undefined> {
  await tx.query({ name: 'inventory_lock_transfer', text: 'select from stock_transfers where id = $1 for no key update', values: [id] });
  return findTransfer(tx, id);
}

export async function insertTransfer(tx: Queryable, transfer: Omit<Transfer, 'createdAt'>): Promise<void> {
  await tx.query({
    name: 'inventory_insert_transfer',
    text: `
      with sent as (
        insert into stock_transfers (id, from_location_id, to_location_id, status, version, reference, expected_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning id
      )
      insert into stock_transfer_lines (transfer_id, sku, quantity)
      select sent.id, l.sku, l.quantity from sent, jsonb_to_recordset($8) as l(sku text, quantity int)`,
    values: [
      transfer.id,
      transfer.fromLocationId,
      transfer.toLocationId,
      transfer.status,
      transfer.version,
      transfer.reference,
      transfer.expectedAt,
      JSON.stringify(transfer.lines),
    ],
  });
}

/** What stands after a receipt, on a locked transfer. */
export async function updateTransfer(tx: Queryable, id: string, status: TransferStatus, lines: readonly TransferLine[]): Promise<void> {
  await tx.query({
    name: 'inventory_update_transfer',
    text: `
      with arrived as (
        update stock_transfer_lines n set received = l.received, lost = l.lost
        from jsonb_to_recordset($3) as l(sku text, received int, lost int) where n.transfer_id = $1 and n.sku = l.sku
      )
      update stock_transfers set status = $2, version = version + 1 where id = $1`,
    values: [id, status, JSON.stringify(lines)],
  });
}

export interface TransferFilter {
  readonly status: readonly TransferStatus[] | null;
  /** From there or to there. */
  readonly locationId: string | null;
}

const matching = '($1::text[] is null or t.status = any($1)) and ($2::text is null or $2 in (t.from_location_id, t.to_location_id))';

/** The latest first, or backwards, beyond a transfer; ids are in that order. Without a name, so that each filter is planned as it is. */
export async function listTransferPage(
  db: Queryable,
  { status, locationId }: TransferFilter,
  { limit, backward, place }: { limit: number; backward: boolean; place: string | undefined },
): Promise<Transfer[]> {
  const [beyond, direction] = backward ? ['>', 'asc'] : ['<', 'desc'];
  return db.query<Transfer & Record<string, unknown>>({
    text: `select ${columns} from stock_transfers t
           where ${matching} and ($3::uuid is null or t.id ${beyond} $3) order by t.id ${direction} limit $4`,
    values: [status, locationId, place ?? null, limit],
  });
}

export async function countTransfers(db: Queryable, { status, locationId }: TransferFilter): Promise<number> {
  const [row] = await db.query<{ count: number }>({
    text: `select count(*)::int as count from stock_transfers t where ${matching}`,
    values: [status, locationId],
  });
  return row?.count ?? 0;
}
