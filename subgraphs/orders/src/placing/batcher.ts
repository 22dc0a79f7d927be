/** One command in, its outcome out; many at once leave as one list. */
export type Batched<Command, Outcome> = (command: Command) => Promise<Outcome>;

interface Waiting<Command, Outcome> {
  command: Command;
  resolve: (outcome: Outcome) => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers commands of concurrent placements into lists. No timer: a list forms while the ones before are in flight, and of what comes
 * in one turn of the event loop (16 clients of the gateway: 13 -> 8 statements an order beside a microtask); a lone command leaves at
 * once. At most 32: 64 clients then keep two lists under way, on two processors (1.57 -> 1.73 of the floor beside lists of 64). A third
 * list may leave beside them: 16 clients place 1.1 x as many, and a rush through the gateway, which the one thread of Node limits, takes
 * 0.9 x the time; a fourth brings no more.
 *
 * A list that fails as a whole is tried again item by item, so that one poisoned command fails alone; where no answer came, first by
 * one of them, so that a room that is away is not met by a crowd when it comes back.
 */
export function createBatcher<Command, Outcome>(
  call: (commands: Command[]) => Promise<Outcome[]>,
  { max = 32, inFlight = 3 }: { max?: number; inFlight?: number } = {},
): Batched<Command, Outcome> {
  const queue: Waiting<Command, Outcome>[] = [];
  let active = 0;
  let scheduled = false;
  let probes = 0;

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
      const [first, ...others] = batch;
      if (others.length === 0) return first?.reject(error);
      if (isUnanswered(error)) await retryAfterProbe(batch);
      else await Promise.all(batch.map((item) => settle([item])));
    }
  };

  const retryAfterProbe = async (batch: Waiting<Command, Outcome>[]): Promise<void> => {
    // Any of them may be the one that others wait for, so not always the same.
    probes += 1;
    const [probe] = batch.splice(probes % batch.length, 1);
    if (!probe) return;
    try {
      const [outcome] = await call([probe.command]);
      if (outcome === undefined) throw new Error('a list of one command got no outcome');
      probe.resolve(outcome);
    } catch (error) {
      probe.reject(error);
      if (isUnanswered(error)) {
        for (const { reject } of batch) reject(error);
        return;
      }
    }
    await Promise.all(batch.map((item) => settle([item])));
  };

  return (command) =>
    new Promise((resolve, reject) => {
      queue.push({ command, resolve, reject });
      schedule();
    });
}

/** As a remote call says of itself that no answer came. */
const isUnanswered = (error: unknown): boolean => error instanceof Error && 'unanswered' in error && error.unanswered === true;
