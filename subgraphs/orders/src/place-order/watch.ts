/** Tells those who wait for a placement's decision in this process that there is news. */
export interface Watch {
  tell(id: string): void;
  /** Resolves at the next news of `id`, or after `ms`. */
  next(id: string, ms: number): Promise<void>;
}

export function createWatch(): Watch {
  const waiting = new Map<string, Set<() => void>>();
  return {
    tell: (id) => {
      for (const wake of waiting.get(id) ?? []) wake();
    },
    next: (id, ms) =>
      new Promise((resolve) => {
        const set = waiting.get(id) ?? new Set();
        waiting.set(id, set);
        const wake = (): void => {
          clearTimeout(timer);
          set.delete(wake);
          if (set.size === 0 && waiting.get(id) === set) waiting.delete(id);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        set.add(wake);
      }),
  };
}
