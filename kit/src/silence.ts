import { Socket } from 'node:net';
import type pg from 'pg';
import type { Logger } from './log.ts';

/**
 * Above the server's limits for a statement and for an idle transaction (15 s): whoever has not said a word by then is away, since a
 * server that is there would at least have said that it gave up.
 */
export const silenceMs = 17_000;

/** One connection of a pool, as the sweep sees it. Times are of this process's clock. */
interface Wire {
  socket: Socket;
  /** Host and port. */
  server: string;
  /** Taken out of its pool: somebody waits for it. */
  busy: boolean;
  read: number;
  written: number;
  /** When a byte was seen to have come, or to have gone. */
  movedAt: number;
  heardAt: number;
  silenceMs: number;
  log: Logger;
}

const wires = new Set<Wire>();
const sweepMs = 1_000;
let sweeping: NodeJS.Timeout | undefined;

/**
 * Ends connections of this pool whose server has fallen silent, and with each all connections to the same server that have not heard of
 * it since: such a connection gives no error by itself for hours (a firewall that forgot it, a failover, a frozen proxy), and they fall
 * silent together. One timer a process counts bytes: no statement pays for it (a timer for each: 0.5 us).
 */
export function endSilentConnections(pool: pg.Pool, log: Logger, limitMs: number): void {
  const known = new WeakMap<pg.PoolClient, Wire>();
  const setBusy = (client: pg.PoolClient, busy: boolean): void => {
    const wire = known.get(client);
    if (wire) wire.busy = busy;
  };
  pool.on('connect', (client) => {
    const socket = client.connection.stream;
    if (!(socket instanceof Socket)) return;
    const now = performance.now();
    const { bytesRead: read, bytesWritten: written } = socket;
    const wire = {
      socket,
      server: `${client.host}:${client.port}`,
      busy: true,
      read,
      written,
      movedAt: now,
      heardAt: now,
      silenceMs: limitMs,
      log,
    };
    known.set(client, wire);
    wires.add(wire);
    socket.once('close', () => {
      wires.delete(wire);
      if (wires.size > 0) return;
      clearInterval(sweeping);
      sweeping = undefined;
    });
    sweeping ??= setInterval(sweep, sweepMs).unref();
  });
  pool.on('acquire', (client) => setBusy(client, true));
  pool.on('release', (_error, client) => setBusy(client, false));
}

/** Notes what every connection has heard so far; gives the time for `endUnheard`. */
export function noteHeard(): number {
  const now = performance.now();
  for (const wire of wires) look(wire, now);
  return now;
}

function sweep(): void {
  const now = noteHeard();
  for (const wire of wires) if (wire.busy && now - wire.movedAt > wire.silenceMs) endUnheard(wire.server, wire.movedAt);
}

function look(wire: Wire, now: number): void {
  const { bytesRead, bytesWritten } = wire.socket;
  if (bytesRead !== wire.read) wire.heardAt = now;
  if (bytesRead !== wire.read || bytesWritten !== wire.written) wire.movedAt = now;
  wire.read = bytesRead;
  wire.written = bytesWritten;
}

/** Ends every connection of this process to a server that has not said a word on it since then. */
export function endUnheard(server: string, since: number): void {
  noteHeard();
  const silent = [...wires].filter((wire) => wire.server === server && wire.heardAt <= since && !wire.socket.destroyed);
  if (silent.length === 0) return;
  silent[0]?.log.warn({ connections: silent.length }, 'the database fell silent; its connections are ended, new ones are taken');
  for (const { socket } of silent) socket.destroy(new Error('the database fell silent'));
}
