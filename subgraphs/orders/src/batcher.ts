/** One command in, its outcome out; many at once leave as one list. */
export type Batched<Command, Outcome> = (command: Command) => Promise<Outcome>;

interface Waiting<Command, Outcome> {
  command: Command;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers commands of concurrent placements into lists. No timer: a list forms while the ones before are in flight, and of what comes
 * in one turn of the event loop (16 clients of the gateway: 13 -> 8 statements an order beside a microtask); a lone command leaves at once. A list that fails as a whole is tried again item by item, so that one poisoned command fails alone.
 */
export function createBatcher<Command, Outcome>(
  call: (commands: Command[]) => Promise<Outcome[]>,
  { max = 64, inFlight = 2 }: { max?: number; inFlight?: number } = {},
): Batched<Command, Outcome> {
  const queue: Waiting<Command, Outcome>[] = [];
  let active = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      while (queue.length > 0 && active < inFlight) void flush(queue.splice(0, max));
    });
  };

  const flush = async (batch: Waiting<Command, Outcome>[]): Promise<void> => {
    active += 1;
    try {
      await settle(batch);
    } finally {
      active -= 1;
      if (queue.length > 0) schedule();
    }
  };

  const settle = async (batch: Waiting<Command, Outcome>[]): Promise<void> => {
    try {
      const outcomes = await call(batch.map(({ command }) => command));
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index];
        if (outcome === undefined) reject(new Error(`a list of ${batch.length} commands got ${outcomes.length} outcomes`));
        else resolve(outcome);
      }
    } catch (error) {
      const [first] = batch;
      if (batch.length === 1) first?.reject(error);
      else await Promise.all(batch.map((item) => settle([item])));
    }
  };

  return (command) =>
    new Promise((resolve, reject) => {
      queue.push({ command, resolve, reject });
      schedule();
    });
}
