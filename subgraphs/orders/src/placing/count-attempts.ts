import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@cartograph/kit/log';
import type { Placement } from '#placing/rules/placement';
import type { AttemptLimits } from '#placing/rules/placing-rules';
import { wasDeclined } from '#placing/rules/problem';
import type { Watch } from '#placing/watch';

/** Whose attempts: a client, concealed, and a customer. A guest's e-mail is not counted, since anybody can name it. */
export interface Payer {
  client?: string | null | undefined;
  customerId: string | null;
}

export interface Attempts {
  /** How long they may not try again, or undefined. */
  closedForMs(payer: Payer): number | undefined;
  note(payer: Payer): void;
  /** Reads who is closed already. */
  begin(): Promise<void>;
  /** Writes what is not yet written. */
  stop(): Promise<void>;
}

export interface Counted {
  key: string;
  count: number;
  leftMs: number;
}

/** Where the processes of orders count together. */
export interface SharedCounts {
  add(noted: ReadonlyMap<string, number>, windowMs: number): Promise<Counted[]>;
  closed(kind: string, max: number): Promise<Counted[]>;
}

export interface Counting {
  /** Of what, in a word: its keys begin with it. */
  kind: string;
  limits: AttemptLimits;
  /** Without it a process counts by itself. */
  shared?: SharedCounts | undefined;
  log?: Logger;
  now?: () => number;
}

interface Window {
  count: number;
  endsAt: number;
}

const maxKeys = 20_000;
/** What is noted meanwhile is written together. */
const togetherMs = 100;
const againMs = 2_000;

/**
 * Counted where it is decided, in this process at once and in the database a moment later, so that whoever pays with a good card costs a
 * look and no statement. Other processes hear of it with the next attempt that they count for the same client, or when they begin.
 */
export function countAttempts({ kind, limits, shared, log, now = () => performance.now() }: Counting): Attempts {
  const { max, windowMs, exempt = [] } = limits;
  const windows = new Map<string, Window>();
  const unwritten = new Map<string, number>();
  const stopping = new AbortController();
  let writing: Promise<void> | undefined;

  const keysOf = ({ client, customerId }: Payer): string[] =>
    client != null && exempt.includes(client)
      ? []
      : [...(client == null ? [] : [`${kind} client ${client}`]), ...(customerId === null ? [] : [`${kind} customer ${customerId}`])];
  const set = (key: string, window: Window): void => {
    if (!windows.has(key) && windows.size >= maxKeys) windows.delete(windows.keys().next().value ?? key);
    windows.set(key, window);
  };
  const add = (key: string, count: number): void => {
    if (unwritten.has(key) || unwritten.size < maxKeys) unwritten.set(key, (unwritten.get(key) ?? 0) + count);
  };
  const learn = (counted: readonly Counted[]): void => {
    for (const { key, count, leftMs } of counted) set(key, { count: count + (unwritten.get(key) ?? 0), endsAt: now() + leftMs });
  };
  const write = async (counts: SharedCounts): Promise<void> => {
    const noted = new Map(unwritten);
    unwritten.clear();
    try {
      learn(await counts.add(noted, windowMs));
    } catch (err) {
      for (const [key, count] of noted) add(key, count);
      log?.warn({ err, kind }, 'attempts could not be counted with other processes: this one counts by itself until they can');
      await sleep(againMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const writeAll = async (counts: SharedCounts): Promise<void> => {
    while (unwritten.size > 0 && !stopping.signal.aborted) {
      await sleep(togetherMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      await write(counts);
    }
    writing = undefined;
  };
  return {
    closedForMs: (payer) => {
      if (windows.size === 0) return undefined;
      const left = keysOf(payer).flatMap((key) => {
        const window = windows.get(key);
        return window && window.count >= max && window.endsAt > now() ? [window.endsAt - now()] : [];
      });
      return left.length > 0 ? Math.ceil(Math.max(...left)) : undefined;
    },
    note: (payer) => {
      for (const key of keysOf(payer)) {
        const before = windows.get(key);
        const going = before !== undefined && before.endsAt > now();
        set(key, going ? { ...before, count: before.count + 1 } : { count: 1, endsAt: now() + windowMs });
        if (shared) add(key, 1);
      }
      if (shared && unwritten.size > 0) writing ??= writeAll(shared);
    },
    begin: async () => {
      if (shared) learn(await shared.closed(kind, max));
    },
    stop: async () => {
      stopping.abort();
      await writing;
      if (shared && unwritten.size > 0) await write(shared);
    },
  };
}

export interface Heard {
  declines: Attempts | undefined;
  coupons: Attempts | undefined;
}

/** Hears of each decision where those who wait for it do: of declined cards, and of the coupons that guests had. */
export const hearing = (watch: Watch, { declines, coupons }: Heard): Watch => ({
  ...watch,
  tell: (id, committed?: Placement) => {
    if (committed?.state === 'aborting' && wasDeclined(committed.problems)) declines?.note(committed.request);
    if (committed?.state === 'confirmed' && coupons && isGuestWithCoupon(committed.request)) coupons.note(committed.request);
    watch.tell(id, committed);
  },
});

/** Once a buyer is no bound for guests: they are whoever they say that they are. */
export const isGuestWithCoupon = ({ customerId, couponCodes }: { customerId: string | null; couponCodes: readonly string[] }): boolean =>
  customerId === null && couponCodes.length > 0;
