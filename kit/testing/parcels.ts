import type { Database } from '@cartograph/kit/db';
import { uuidv7 } from '@cartograph/kit/ids';
import { createLeaseStore, type Delays } from '@cartograph/kit/lease-store';
import type { LeaseStore } from '@cartograph/kit/work';
import { freshDatabase } from './fresh-database.ts';

export interface Parcel extends Record<string, unknown> {
  sent: boolean;
  owner: string | null;
  attempts: number;
  flagged: boolean;
  error: string | null;
  reason: string | null;
  /** Until it is due, or its lease runs out, as the database counts; below 0: due. */
  ms: number;
}

export interface Parcels {
  db: Database;
  store: LeaseStore;
  /** A parcel that is to be sent, due since a second ago. */
  add: () => Promise<string>;
  read: (id: string) => Promise<Parcel>;
  send: (id: string) => Promise<void>;
  /** As if the time until it is due were over. */
  makeDue: (id: string) => Promise<void>;
}

/** Work of another kind than any room has: a table with the columns of lease-columns.ts in a database of its own. */
export async function openParcels(delays?: Delays): Promise<Parcels> {
  const db = await freshDatabase('pricing', true);
  await db.query({
    text: `create table parcels (id uuid primary key, sent boolean not null default false, reason text, lease_owner uuid,
             lease_until timestamptz not null, attempts int not null default 0, needs_attention boolean not null default false, last_error text)`,
  });
  const table = { table: 'parcels', key: 'id', open: 'not sent', reason: 'reason' };
  return {
    db,
    store: createLeaseStore(db, table, delays),
    add: async () => {
      const id = uuidv7();
      await db.query({ text: `insert into parcels (id, lease_until) values ($1, now() - interval '1 second')`, values: [id] });
      return id;
    },
    read: async (id) => {
      const [parcel] = await db.query<Parcel>({
        text: `select sent, lease_owner as owner, attempts, needs_attention as flagged, last_error as error, reason,
                      (extract(epoch from lease_until - now()) * 1000)::int as ms from parcels where id = $1`,
        values: [id],
      });
      if (!parcel) throw new Error('there is no such parcel');
      return parcel;
    },
    send: async (id) => void (await db.query({ text: 'update parcels set sent = true, lease_owner = null where id = $1', values: [id] })),
    makeDue: async (id) =>
      void (await db.query({ text: `update parcels set lease_until = now() - interval '1 second' where id = $1`, values: [id] })),
  };
}
