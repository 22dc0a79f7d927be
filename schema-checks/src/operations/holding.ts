import type { KnownOperation } from '../model.ts';
import type { Config } from '../project/config.ts';
import { counted } from '../report/section.ts';

/** Why an operation does not hold a change back, in a few words; undefined when it does. */
export type Holding = (operation: KnownOperation) => string | undefined;

/**
 * A committed operation of which nothing was recorded holds changes back: its client may be about to be released. Records decide as
 * soon as there are any, added up over all clients that count, for who calls is less certain than what is called.
 */
export function holdingOf(operations: readonly KnownOperation[], { excludeClients, minCount, windowDays }: Config['usage']): Holding {
  const excluded = new Set(excludeClients);
  const counts = new Map<string, number>();
  for (const { client, usage, hash } of operations)
    if (usage && !excluded.has(client)) counts.set(hash, (counts.get(hash) ?? 0) + usage.count);
  return ({ client, usage, hash, target }) => {
    if (excluded.has(client)) return 'its client is excluded';
    if (!usage || target.kind === 'subgraph') return undefined;
    const count = counts.get(hash) ?? 0;
    if (count >= minCount) return undefined;
    return count === 0
      ? `not seen in the last ${counted(windowDays, 'day')} (last on ${usage.lastSeen.slice(0, 10)})`
      : `seen ${counted(count, 'time')} in the last ${counted(windowDays, 'day')}, below ${minCount}`;
  };
}
