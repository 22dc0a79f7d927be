import type { Dice } from '#simulation/random';

/** Somebody on whose behalf things happen later: a worker that may die or stand still, or the world outside, which does neither. */
export interface Process {
  readonly name: string;
  alive: boolean;
  pausedUntil: number;
}

interface Due {
  at: number;
  /** Decides between things that are due at once; of one process they keep their order. */
  tie: number;
  order: number;
  owner: Process;
  run: () => void;
  off: boolean;
}

export interface Timer {
  cancel(): void;
}

export interface Time {
  /** Milliseconds since the history began. */
  now(): number;
  /** Happens in `ms`, unless `owner` (who is running now, if not told) is dead by then; while it stands still, afterwards. */
  after(ms: number, run: () => void, owner?: Process): Timer;
  /** On whose behalf code is running at this moment. */
  running(): Process;
  as(owner: Process, run: () => void): void;
  /** Lets things happen, one after the other, until `over` says so or nothing is left; how many happened. */
  play(over: () => boolean): Promise<number>;
}

/** What everything outside the workers is done by. */
export const outside: Process = { name: 'outside', alive: true, pausedUntil: 0 };

/**
 * A queue of what is due instead of a clock. Between two things all promises settle that can: a tick of Node's comes after its
 * microtasks (0.8 us; setImmediate 8 us). So what belongs to one process is known without marking it: it is what runs until the next.
 */
export function createTime(dice: Dice): Time {
  const heap: Due[] = [];
  let now = 0;
  let orders = 0;
  let current = outside;

  const put = (due: Due): void => {
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(due, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = due;
  };
  const take = (): Due | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (!left) break;
      let smaller = left;
      if (right && isBefore(right, left)) {
        child += 1;
        smaller = right;
      }
      if (!isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = child;
    }
    heap[index] = last;
    return first;
  };

  const as = (owner: Process, run: () => void): void => {
    const before = current;
    current = owner;
    try {
      run();
    } finally {
      current = before;
    }
  };

  return {
    now: () => now,
    after: (ms, run, owner = current) => {
      orders += 1;
      const due = { at: now + Math.max(0, ms), tie: owner === outside ? dice() : 0.5, order: orders, owner, run, off: false };
      put(due);
      return { cancel: () => void (due.off = true) };
    },
    running: () => current,
    as,
    play: async (over) => {
      let happened = 0;
      while (!over()) {
        const due = take();
        if (!due) break;
        if (due.off || !due.owner.alive) continue;
        if (due.owner.pausedUntil > due.at) {
          due.at = due.owner.pausedUntil;
          put(due);
          continue;
        }
        now = due.at;
        happened += 1;
        current = due.owner;
        due.run();
        await settled();
      }
      current = outside;
      return happened;
    },
  };
}

const isBefore = (a: Due, b: Due): boolean => (a.at !== b.at ? a.at < b.at : a.tie !== b.tie ? a.tie < b.tie : a.order < b.order);

const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
