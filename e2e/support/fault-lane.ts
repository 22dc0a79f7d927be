import type { Socket } from 'node:net';

/** One way of a connection: what is pushed leaves in order, late, or not before it is released. */
export interface Lane {
  push(what: Buffer | 'end', delayMs: number): void;
  /** Nothing leaves until `release`. */
  hold(): void;
  release(): void;
  /** Forgets what waits, and takes nothing more. */
  drop(): void;
}

export function createLane(to: Socket): Lane {
  const waiting: { what: Buffer | 'end'; due: number }[] = [];
  let held = false;
  let dropped = false;
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    for (let first = waiting[0]; first && !held; first = waiting[0]) {
      const left = first.due - performance.now();
      if (left > 0) {
        timer = setTimeout(flush, left);
        return;
      }
      waiting.shift();
      if (to.destroyed) continue;
      if (first.what === 'end') to.end();
      else to.write(first.what);
    }
  };
  return {
    push: (what, delayMs) => {
      if (dropped) return;
      waiting.push({ what, due: delayMs > 0 ? performance.now() + delayMs : 0 });
      flush();
    },
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      flush();
    },
    drop: () => {
      dropped = true;
      waiting.length = 0;
      clearTimeout(timer);
    },
  };
}
