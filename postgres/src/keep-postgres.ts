import { setTimeout as sleep } from 'node:timers/promises';
import { type PostgresOptions, type PostgresServer, startPostgres } from './start-postgres.ts';

export interface KeepPostgresEvents {
  /** It had ended unexpectedly, and answers again. */
  restarted: () => void;
  /** It had ended unexpectedly, and is not tried any more. */
  lost: () => void;
}

/** Processes of a dead server may hold its shared memory for a moment: so long a start is tried again. */
const comebackMs = 10_000;
const maxFailures = 3;
/** A server that ends sooner than this did not really come back. */
const steadyMs = 5_000;

/**
 * A server that is started again, on the same port and with the same settings, whenever it ends without our `stop`. What was
 * committed is there again by PostgreSQL's own crash recovery.
 */
export async function keepPostgres(
  options: PostgresOptions,
  events: KeepPostgresEvents,
): Promise<Pick<PostgresServer, 'url' | 'port' | 'stop'>> {
  let server: PostgresServer | undefined = await startPostgres(options);
  const { url, port } = server;
  const stopping = new AbortController();
  const { spawned: _, ...known } = options;
  const again: PostgresOptions = { ...known, port, served: true, signal: stopping.signal };
  let kept = true;
  const keep = async (first: PostgresServer): Promise<void> => {
    let [current, from, failures] = [first, Date.now(), 0];
    for (;;) {
      await current.ended;
      server = undefined;
      failures = Date.now() - from < steadyMs ? failures + 1 : 0;
      while (!server) {
        if (stopping.signal.aborted) return;
        if (failures >= maxFailures) return events.lost();
        server = await comeBack(again);
        if (!server) failures += 1;
      }
      [current, from] = [server, Date.now()];
      if (!stopping.signal.aborted) events.restarted();
    }
  };
  void keep(server).finally(() => (kept = false));
  return {
    url,
    port,
    stop: async (mode) => {
      stopping.abort();
      // Naps hold the process open, which a server that ends does not: what is to be done after the stop must be done.
      for (let stopped: PostgresServer | undefined; kept; await sleep(10)) {
        if (!server || server === stopped) continue;
        stopped = server;
        await stopped.stop(mode);
      }
    },
  };
}

/** The server, started as soon as it can be; undefined when it could not, or must not any more. */
async function comeBack(options: PostgresOptions): Promise<PostgresServer | undefined> {
  for (const until = Date.now() + comebackMs; Date.now() < until && !options.signal?.aborted; await sleep(200)) {
    const server = await startPostgres(options).catch(() => undefined);
    if (server) return server;
  }
  return undefined;
}
