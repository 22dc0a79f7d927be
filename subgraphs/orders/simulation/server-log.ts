/**
 * The log of the server that orders and the participants share. A participant answers before what it wrote is durable; the next write
 * that waits for the disk makes all before it durable too, and a crash before that takes it back.
 */
export interface ServerLog {
  /** Something was written that no one waited for; `undo` takes it back. */
  wrote(undo: () => void): void;
  /** A commit was waited for. */
  flush(): void;
  /** The server crashes and is back at once. */
  crash(): void;
}

export function createServerLog(crashed: () => void): ServerLog {
  let volatile: (() => void)[] = [];
  return {
    wrote: (undo) => void volatile.push(undo),
    flush: () => void (volatile = []),
    crash: () => {
      for (const undo of volatile.reverse()) undo();
      volatile = [];
      crashed();
    },
  };
}
