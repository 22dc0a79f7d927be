import pg from 'pg';
import { listed, openSession, type Table } from './tables-store.ts';

/** One room's writers, held. */
export interface Barrier {
  /** True: nothing is being written in the room's database, and nothing will be until `release`. False: somebody took too long. */
  hold(withinMs: number): Promise<boolean>;
  /** Lets them write; true when they were held until now. */
  release(): Promise<boolean>;
  close(): Promise<void>;
}

/** A backup that stands still holds nobody longer than this: the server itself ends its session. */
export const longestHoldMs = 3_000;

/** A wait that was cut short, by its time or as one of a deadlock. */
const gaveUp = new Set(['57014', '55P03', '40P01']);

/**
 * The lock that CREATE INDEX takes, on all tables at once: readers go on, and whoever would write waits in the queue of a lock that every
 * write takes anyway. It is the session's: a backup that dies lets go, whatever it was doing.
 */
export async function openBarrier(url: string, tables: readonly Table[]): Promise<Barrier> {
  const open = (): Promise<pg.Client> => openSession(url, 'backup barrier');
  let client = await open();
  return {
    hold: async (withinMs) => {
      await client.query('begin');
      await client.query(`set local idle_in_transaction_session_timeout = ${longestHoldMs}; set local statement_timeout = ${withinMs}`);
      try {
        await client.query(`lock table ${listed(tables)} in share mode`);
        return true;
      } catch (error) {
        if (error instanceof pg.DatabaseError && gaveUp.has(error.code ?? '')) return false;
        throw error;
      }
    },
    release: async () => {
      try {
        const { command } = await client.query('commit');
        return command === 'COMMIT';
      } catch {
        // The server has ended it, since we stood still: the next hold is another session's.
        await client.end().catch(() => undefined);
        client = await open();
        return false;
      }
    },
    close: () => client.end().catch(() => undefined),
  };
}

/** One room's database as it is at one moment, for as long as somebody reads it. */
export interface Snapshot {
  /** What is committed by now is what `client` reads from now on. */
  take(): Promise<void>;
  /** Begins anew. */
  again(): Promise<void>;
  client: pg.Client;
  close(): Promise<void>;
}

export async function openSnapshot(url: string, tables: readonly Table[]): Promise<Snapshot> {
  const client = await openSession(url, 'backup');
  const begin = async (): Promise<void> => {
    await client.query('begin isolation level repeatable read, read only');
    // No statement of these takes the snapshot yet. A migration that rewrites a table would show it empty to an older snapshot: it waits.
    await client.query(`lock table ${listed(tables)} in access share mode`);
  };
  await begin();
  return {
    client,
    take: async () => void (await client.query('select pg_current_snapshot()')),
    again: async () => {
      await client.query('rollback');
      await begin();
    },
    close: () => client.end().catch(() => undefined),
  };
}
