import type { Finding } from '../model.ts';
import { type PlacedRecord, utcDay } from './usage-records.ts';

const dayMs = 86_400_000;

/**
 * One finding a file of usage whose records were last seen after `today` (an ISO date). A day is let pass, for clocks differ and so do
 * days; beyond that a record would stay in the window for longer than it should, and nobody could tell why.
 */
export function futureUsage(records: readonly PlacedRecord[], today: string): Finding[] {
  const latest = utcDay(new Date(Date.parse(today) + dayMs).toISOString());
  const files = new Map<string, PlacedRecord[]>();
  for (const record of records) {
    if (utcDay(record.lastSeen) <= latest) continue;
    files.set(record.place.file, [...(files.get(record.place.file) ?? []), record]);
  }
  return [...files.values()].flatMap(([first, ...others]) => (first ? findingOf(first, others.length, today) : []));
}

function findingOf({ place, client, operation, hash, lastSeen }: PlacedRecord, others: number, today: string): Finding {
  const what = `${operation ?? hash.slice(0, 12)} of ${client}`;
  const more = others === 0 ? '' : `, and ${others} more ${others === 1 ? 'record' : 'records'} of this file`;
  return {
    rule: 'usage-in-future',
    severity: 'warning',
    message: `The record of ${what} was last seen at ${lastSeen}${more}: that is more than a day after ${today}, and counts all the same.`,
    place,
    advice: 'Set the clock of what wrote the file, and correct or remove the record: it counts until its time has come and gone.',
  };
}
