import type { OperationUsage } from '../model.ts';
import { addCounts, type PlacedRecord, utcDay } from './usage-records.ts';

/** What was recorded of one operation of one client, over all lines. */
export interface UsageSum {
  hash: string;
  client: string;
  operation?: string;
  text?: string;
  /** Of the line that has the text, or of the first one. */
  place: PlacedRecord['place'];
  usage: OperationUsage;
}

/** The records of each operation and client together; `today` is an ISO date. Only what lies within the window is counted. */
export function sumUsage(records: readonly PlacedRecord[], windowDays: number, today: string): UsageSum[] {
  const since = utcDay(new Date(Date.parse(today) - windowDays * 86_400_000).toISOString());
  const texts = new Map<string, PlacedRecord>();
  for (const record of records) if (record.text !== undefined && !texts.has(record.hash)) texts.set(record.hash, record);
  const sums = new Map<string, UsageSum>();
  for (const record of records) {
    const { hash, client, operation } = record;
    const key = JSON.stringify([hash, client, operation ?? '']);
    const told = texts.get(hash);
    const sum = sums.get(key) ?? {
      hash,
      client,
      ...(operation !== undefined && { operation }),
      ...(told?.text !== undefined && { text: told.text }),
      place: told?.place ?? record.place,
      usage: { count: 0, lastSeen: record.lastSeen },
    };
    const { count, lastSeen, variables } = record;
    const within = utcDay(lastSeen) >= since ? { count, lastSeen, ...(variables && { variables }) } : { count: 0, lastSeen };
    sums.set(key, { ...sum, usage: addUsage(sum.usage, within) });
  }
  return [...sums.values()];
}

/** Two usages of one operation together. Variables are known only where every request's are. */
export function addUsage(a: OperationUsage, b: OperationUsage): OperationUsage {
  const variables = a.count === 0 ? b.variables : b.count === 0 ? a.variables : both(a.variables, b.variables);
  return {
    count: a.count + b.count,
    lastSeen: Date.parse(a.lastSeen) > Date.parse(b.lastSeen) ? a.lastSeen : b.lastSeen,
    ...(variables && { variables }),
  };
}

const both = (a: OperationUsage['variables'], b: OperationUsage['variables']): OperationUsage['variables'] => a && b && addCounts(a, b);
