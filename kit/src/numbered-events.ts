import type { NewEvent, UnnumberedEvent } from './event.ts';

// An event is numbered by the row of the entity it is about: the update that it tells of raises `event_sequence` by as many events as
// it has, under the row's lock and, when it had to wait for the lock, as of the newest version of the row. A number read from the outbox
// (`max(sequence) + 1`) would be of the statement's snapshot, and two writers would take the same. A table of counters costs a write
// more per event (measured: 30 us beside 7, at lists of 24).

/** With a number that the entity's row gave before, for `writeEvents`. */
export const numbered = ({ type, version, key, data }: UnnumberedEvent, sequence: number): NewEvent => ({
  type,
  version,
  key,
  sequence,
  data,
});

/** Events of one row, under what the statement that changes it looks them up by, such as its id. */
export type EventsOfRow = readonly [lookup: string, ...events: readonly UnnumberedEvent[]];

/** A parameter for the parts below. */
export function eventsByLookup(events: readonly EventsOfRow[]): string {
  return JSON.stringify(Object.fromEntries(events.map(([lookup, ...list]) => [lookup, list])));
}

interface Lookup {
  /** Of `eventsByLookup`, such as "$3". */
  parameter: string;
  /** SQL of the row that changes. */
  lookup: string;
}

/** By how much `event_sequence` of a row rises. */
export const countEvents = ({ parameter, lookup }: Lookup): string => `coalesce(jsonb_array_length(${parameter}::jsonb -> (${lookup})), 0)`;

/** A part of a statement that writes the events of the rows of the CTE `from`, which has their new `event_sequence`. `lacked`: SQL of what `lacks` names. */
export const insertEvents = ({ parameter, lookup, from, lacked }: Lookup & { from: string; lacked?: string }): string =>
  `insert into outbox (type, version, key, sequence, data)
   select e.event ->> 'type', (e.event ->> 'version')::int, e.event ->> 'key', event_sequence - jsonb_array_length(list) + e.position,
          ${lacked ? `e.event -> 'data' || case when e.event ? 'lacks' then jsonb_build_object(e.event ->> 'lacks', ${lacked}) else '{}' end` : `e.event -> 'data'`}
   from ${from} cross join lateral (select ${parameter}::jsonb -> (${lookup})) l(list)
   cross join lateral jsonb_array_elements(list) with ordinality as e(event, position)`;
