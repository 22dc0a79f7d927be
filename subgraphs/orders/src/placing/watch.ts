import type { Placement } from '#placing/rules/placement';

/** Tells those who wait for a placement's decision in this process that there is news. */
export interface Watch {
  /** With the placement as it was committed, where it is at hand. */
  tell(id: string, committed?: Placement): void;
  /** Resolves at the next news of `id`, or after `ms`: with the placement if it was told, and then nobody has to read it. */
  next(id: string, ms: number): Promise<Placement | undefined>;
}

export function createWatch(): Watch {
  const waiting = new Map<string, Set<(committed?: Placement) => void>>();
  return {
    tell: (id, committed) => {
      for (const wake of waiting.get(id) ?? []) wake(committed);
    },
    next: (id, ms) =>
      new Promise((resolve) => {
        const set = waiting.get(id) ?? new Set();
        waiting.set(id, set);
        const wake = (committed?: Placement): void => {
          clearTimeout(timer);
          set.delete(wake);
          if (set.size === 0 && waiting.get(id) === set) waiting.delete(id);
          resolve(committed);
        };
        const timer = setTimeout(wake, ms);
        set.add(wake);
      }),
  };
}
