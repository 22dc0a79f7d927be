import type { Placement } from '#placing/rules/placement';
import type { DeclineLimits } from '#placing/rules/placing-rules';
import { wasDeclined } from '#placing/rules/problem';
import type { Watch } from '#placing/watch';

/** Whose cards were declined: a client, concealed, and a customer. A guest's e-mail is not counted, since anybody can name it. */
export interface Payer {
  client?: string | null | undefined;
  customerId: string | null;
}

export interface Declines {
  /** How long no card of theirs is asked for, or undefined. */
  closedForMs(payer: Payer): number | undefined;
  note(payer: Payer): void;
}

interface Window {
  count: number;
  endsAt: number;
}

const maxKeys = 20_000;

/**
 * Trying stolen cards costs a shop its account with the provider. Counted when a card is declined and in this process, so that an order
 * whose card is good costs a look and no statement; a process that begins anew has forgotten.
 */
export function countDeclines({ max, windowMs, exempt = [] }: DeclineLimits, now: () => number = () => performance.now()): Declines {
  const windows = new Map<string, Window>();
  const keysOf = ({ client, customerId }: Payer): string[] =>
    client != null && exempt.includes(client)
      ? []
      : [...(client == null ? [] : [`client ${client}`]), ...(customerId === null ? [] : [`customer ${customerId}`])];
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
        if (!before && windows.size >= maxKeys) windows.delete(windows.keys().next().value ?? key);
        windows.set(key, going ? { ...before, count: before.count + 1 } : { count: 1, endsAt: now() + windowMs });
      }
    },
  };
}

/** Hears of each decision where those who wait for it do. */
export const hearing = (watch: Watch, declines: Declines): Watch => ({
  ...watch,
  tell: (id, committed?: Placement) => {
    if (committed?.state === 'aborting' && wasDeclined(committed.problems)) declines.note(committed.request);
    watch.tell(id, committed);
  },
});
