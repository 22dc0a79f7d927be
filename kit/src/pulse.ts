import pg from 'pg';
import { isDatabaseOutage } from './database-outage.ts';
import { within } from './deadline.ts';
import { endUnheard, noteHeard } from './silence.ts';

export interface Pulse {
  /** What keeps the database from taking a write just now, in words that anybody may read; empty when it takes one. Answers within 1 s. */
  unready(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

export interface PulseOptions {
  url: string;
  applicationName: string;
  /** Between two beats; undefined: only when somebody asks. */
  everyMs?: number | undefined;
  /** For one beat (default 5 s). */
  deadlineMs?: number;
}

/**
 * A write that needs both of what an order's needs: a page more on the data's disk, where a full one shows first, and a commit that the
 * disk of the log confirms. The pages are a temporary table's: no migration, no vacuum, and they go with their connection.
 */
const beats = (pages: number): string => `insert into cartograph_pulse select repeat('.', 7000) from generate_series(1, ${pages});
  select current_setting('transaction_read_only') as read_only, pg_logical_emit_message(true, 'cartograph', 'pulse')`;
const beatsAConnection = 100;
/** Half a megabyte beyond what we had: the pages of a connection that is left are free again, and would hide that the disk is full. */
const pagesAfterFull = 64;
const patienceMs = 1_000;
/** A beat younger than this answers for now. */
const freshMs = 1_000;

const silent = 'its database does not answer';
const full = 'its database has no space left on its disk';
const onlyRead = 'its database is only read, not written';

/**
 * Writes to a room's database from time to time, on a connection of its own. A beat that is not answered, and one that then is on a new
 * connection, show that the others fell silent: they are ended at once, and not when somebody has waited on each of them.
 */
export function startPulse({ url, applicationName, everyMs, deadlineMs = 5_000 }: PulseOptions): Pulse {
  let client: pg.Client | undefined;
  let left = 0;
  /** Pages of the open connection, and pages that there must be room for before a disk that was full counts as having space. */
  let held = 0;
  let owed = 0;
  let lostSince: number | undefined;
  let beating: Promise<readonly string[]> | undefined;
  let last: { at: number; reasons: readonly string[] } | undefined;
  let stopped = false;

  const leave = (gone: pg.Client | undefined): void => {
    gone?.connection.stream.destroy();
    if (client === gone) client = undefined;
  };
  const open = async (): Promise<pg.Client> => {
    const opened = new pg.Client({ connectionString: url, application_name: applicationName, connectionTimeoutMillis: deadlineMs });
    opened.on('error', () => leave(opened));
    client = opened;
    left = beatsAConnection;
    held = 0;
    await opened.connect();
    await opened.query('create temporary table cartograph_pulse (page text storage plain)');
    return opened;
  };
  const beat = async (): Promise<readonly string[]> => {
    const since = noteHeard();
    let used = client;
    try {
      const write = async (): Promise<unknown> => {
        used ??= await open();
        const pages = 1 + owed;
        const answer = await used.query(beats(pages));
        held += pages;
        return answer;
      };
      const readOnly = saysReadOnly(await within(deadlineMs, write()));
      owed = 0;
      if (lostSince !== undefined && used) endUnheard(`${used.host}:${used.port}`, lostSince);
      lostSince = undefined;
      if ((left -= 1) <= 0) {
        leave(used);
        used = undefined;
        used = await within(deadlineMs, open());
      }
      return readOnly ? [onlyRead] : [];
    } catch (error) {
      const word = wordOf(error);
      if (word === silent) lostSince ??= since;
      if (word === full) owed = Math.max(owed, held + pagesAfterFull);
      leave(used ?? client);
      return [word];
    }
  };
  const now = (): Promise<readonly string[]> => {
    beating ??= beat()
      .then((reasons) => {
        last = { at: performance.now(), reasons };
        return reasons;
      })
      .finally(() => {
        beating = undefined;
      });
    return beating;
  };
  // At once: only a connection that was there before can tell that all others fell silent.
  if (everyMs !== undefined) void now();
  const timer = everyMs === undefined ? undefined : setInterval(() => void now(), everyMs).unref();
  return {
    unready: async () => {
      if (stopped) return ['it stops'];
      if (last && performance.now() - last.at < freshMs) return last.reasons;
      return within(patienceMs, now()).catch(() => [silent]);
    },
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await within(patienceMs, Promise.resolve(client?.end())).catch(() => undefined);
      leave(client);
    },
  };
}

function wordOf(error: unknown): string {
  if (!(error instanceof pg.DatabaseError))
    return error instanceof Error && error.message.startsWith('no answer in') ? silent : 'its database is away';
  switch (error.code ?? '') {
    case '53100':
      return full;
    case '53300':
      return 'its database takes no more connections';
    case '25006':
      return onlyRead;
    default:
      return isDatabaseOutage(error) ? 'its database is away' : 'its database takes no write';
  }
}

/** Temporary tables are written in a transaction that only reads, too. */
const saysReadOnly = (results: unknown): boolean => JSON.stringify(results).includes('"read_only":"on"');
