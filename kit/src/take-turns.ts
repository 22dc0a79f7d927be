/** What became of somebody who wanted a turn: it was theirs, or they were sent away before it began. */
export type Turn<T> = { kind: 'taken'; value: T } | { kind: 'busy' };

/** Runs work as soon as there is a free place; clients take turns, and each client's own come in their order. */
export type Turns = <T>(client: string, work: () => Promise<T>) => Promise<Turn<T>>;

export interface TurnLimits {
  /** Work at once. */
  places: number;
  /** Who may wait, of all and of one client. */
  waiting: number;
  perClient: number;
  /** Nobody waits longer. */
  waitMs: number;
}

interface Waiting {
  begin: () => void;
  sendAway: () => void;
}

/**
 * Where a line is full, whoever has waited longest in it is sent away for the newcomer: of the two, the newcomer's people are more likely
 * to be still there. Where all lines together are full, the longest gives one up, so that no client keeps another from its turn.
 */
export function takeTurns({ places, waiting, perClient, waitMs }: TurnLimits): Turns {
  let free = places;
  let count = 0;
  /** In the order in which clients get their next turn. */
  const lines = new Map<string, Waiting[]>();

  const leave = (client: string, who: Waiting): void => {
    const line = lines.get(client);
    const index = line?.indexOf(who) ?? -1;
    if (!line || index < 0) return;
    line.splice(index, 1);
    count -= 1;
    if (line.length === 0) lines.delete(client);
  };
  const sendFirstAway = (client: string): void => {
    const [first] = lines.get(client) ?? [];
    if (!first) return;
    leave(client, first);
    first.sendAway();
  };
  const makeRoom = (client: string): boolean => {
    const own = lines.get(client)?.length ?? 0;
    if (own >= perClient) sendFirstAway(client);
    else if (count >= waiting) {
      const [longest, line] = [...lines].reduce((most, next) => (next[1].length > most[1].length ? next : most));
      if (line.length <= own + 1) return false;
      sendFirstAway(longest);
    }
    return true;
  };
  const wait = (client: string): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (begins: boolean): void => {
        clearTimeout(late);
        resolve(begins);
      };
      const who: Waiting = { begin: () => end(true), sendAway: () => end(false) };
      const late = setTimeout(() => {
        leave(client, who);
        end(false);
      }, waitMs);
      const line = lines.get(client);
      if (line) line.push(who);
      else lines.set(client, [who]);
      count += 1;
    });
  const next = (): void => {
    const [client, line] = lines.entries().next().value ?? [];
    const first = line?.shift();
    if (client === undefined || !line || !first) {
      free += 1;
      return;
    }
    count -= 1;
    lines.delete(client);
    if (line.length > 0) lines.set(client, line);
    first.begin();
  };

  return async (client, work) => {
    if (free > 0) free -= 1;
    else if (!makeRoom(client) || !(await wait(client))) return { kind: 'busy' };
    try {
      return { kind: 'taken', value: await work() };
    } finally {
      next();
    }
  };
}
