import type { Logger } from '@cartograph/kit/log';
import { Agent, type Dispatcher } from 'undici';

export interface LineBounds {
  /** A request that has heard nothing for so long, and no other since it was sent, makes us ask the room whether it is there. */
  suspectMs: number;
  /** For one such question. */
  probeMs: number;
  /** Between two looks. */
  everyMs: number;
}

export const lineBounds: LineBounds = { suspectMs: 2_000, probeMs: 1_500, everyMs: 500 };

/** A room that takes connections and says nothing on any: nothing was sent to it. */
export class RoomSilent extends Error {
  override name = 'RoomSilent';
}

/** One request on its way. */
interface Call {
  readonly connections: Dispatcher;
  /** The room has begun to answer. */
  heard(): void;
  over(): void;
}

/** The connections to one room, and what is known of them. */
export interface Line {
  /** Throws RoomSilent. */
  begin(): Call;
}

export interface Lines {
  /** `ask`: any answer of the room will do, on connections that are given; throws when there is none, or at the signal. */
  lineTo(room: string, ask: (connections: Dispatcher, signal: AbortSignal) => Promise<unknown>): Line;
  close(): Promise<void>;
}

/** A room's connections, kept alive for less than rooms keep theirs (65 s), so that a mutation never meets a closing one. */
export const openConnections = (): Agent =>
  new Agent({
    connections: 64,
    keepAliveTimeout: 30_000,
    keepAliveMaxTimeout: 50_000,
    headersTimeout: 0,
    bodyTimeout: 0,
    // A host that is gone is noticed in 15 s, where a mutation would wait for 40.
    connect: { timeout: 3_000, keepAlive: true, keepAliveInitialDelay: 5_000 },
  });

/**
 * Sees that a room, or the connections to it, fell silent while requests wait, so that those that follow need not wait as long: connections
 * that died without a word are left for new ones, and a room that answers nobody is asked nothing until it answers a question again. What is
 * under way waits for its own deadline. One timer looks for all of them; a request costs two entries in a set.
 */
export function openLines(log: Logger, bounds: LineBounds): Lines {
  const lines: { look(): void; close(): Promise<void> }[] = [];
  const timer = setInterval(() => lines.forEach((line) => line.look()), bounds.everyMs).unref();
  return {
    lineTo: (room, ask) => {
      const line = openLine(room, ask, log, bounds);
      lines.push(line);
      return line;
    },
    close: async () => {
      clearInterval(timer);
      await Promise.all(lines.map((line) => line.close()));
    },
  };
}

interface Pool {
  readonly connections: Agent;
  /** When each request that nothing was heard of was sent, the oldest first. */
  readonly waiting: Set<{ readonly since: number }>;
  heardAt: number;
}

const openPool = (): Pool => ({ connections: openConnections(), waiting: new Set(), heardAt: 0 });

/** One lost answer may be our own pause. */
const silentAfter = 2;

function openLine(room: string, ask: Parameters<Lines['lineTo']>[1], log: Logger, { suspectMs, probeMs }: LineBounds) {
  let pool = openPool();
  let unanswered = 0;
  let asking = false;
  const left = new Set<Agent>();
  const isSilent = (): boolean => unanswered >= silentAfter;
  const isSuspect = (): boolean => {
    // Not the oldest of all: one that takes long, and was sent before somebody was answered, says nothing of what came after that.
    for (const { since } of pool.waiting) if (since > pool.heardAt) return performance.now() - since >= suspectMs;
    return false;
  };
  const leave = (): void => {
    const { connections } = pool;
    pool = openPool();
    left.add(connections);
    void connections
      .close()
      .catch(() => undefined)
      .finally(() => left.delete(connections));
  };
  const probe = async (): Promise<void> => {
    asking = true;
    // Its own deadline comes first, whatever it waits for.
    const own = new Agent({ connect: { timeout: 10 * probeMs } });
    const signal = AbortSignal.timeout(probeMs);
    try {
      await ask(own, signal);
      answered();
    } catch {
      // Refused or reset is no silence: whoever asks will hear it, too.
      if (!signal.aborted) answered();
      else if (isSuspect() || isSilent()) {
        unanswered += 1;
        if (unanswered === silentAfter) log.warn({ room }, 'a room is silent: it is asked nothing until it answers again');
      }
    } finally {
      asking = false;
      await own.destroy();
    }
  };
  const answered = (): void => {
    if (isSilent()) log.info({ room }, 'a room that was silent answers again');
    else if (isSuspect()) log.info({ room }, 'a room that nothing was heard of is there: connections from before are left for new ones');
    if (isSilent() || isSuspect()) leave();
    unanswered = 0;
  };
  return {
    begin: (): Call => {
      if (isSilent()) throw new RoomSilent(`${room} is silent`);
      const used = pool;
      const call = { since: performance.now() };
      used.waiting.add(call);
      return {
        connections: used.connections,
        heard: () => {
          used.heardAt = performance.now();
          used.waiting.delete(call);
          if (used === pool) unanswered = 0;
        },
        over: () => void used.waiting.delete(call),
      };
    },
    look: (): void => {
      if (!asking && (isSilent() || isSuspect())) void probe();
    },
    close: async (): Promise<void> => {
      await Promise.all([pool.connections, ...left].map((each) => each.destroy()));
    },
  };
}
