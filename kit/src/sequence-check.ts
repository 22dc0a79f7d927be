import type { EventDeclaration } from './declare-event.ts';
import type { Check } from './room.ts';

/**
 * For a room whose numbered events are all about rows of `table`: their numbers run without a gap, none twice, up to the one that the row counts. Of `events`, all that the
 * room declares, those that have no numbers are passed over.
 * Where old events were forgotten they begin later, also while those are told again. The key is compared as a uuid, so that the planner can look it up: compared as text, a
 * table that was never analyzed was read once per key.
 */
export const sequenceCheck = (table: string, key: string, events: readonly Pick<EventDeclaration, 'type' | 'sequenced'>[]): Check => ({
  invariant: 5,
  name: 'events_are_numbered_without_a_gap',
  sql: `select format('${table} %s counts %s events; there are %s, of them %s numbered, from %s to %s',
                      e.key, coalesce(t.event_sequence, 0), e.there, e.numbered, e.first, e.last) as detail
        from (
          select key, count(*) as there, count(distinct sequence) as numbered, min(sequence) as first, max(sequence) as last
          from (select type, key, sequence from outbox o where not exists (select from event_history h where h.id = o.id)
                union all select type, key, sequence from outbox_archive) events where type <> all('{${unnumbered(events)}}') group by key
        ) e left join ${table} t on t.${key} = case when pg_input_is_valid(e.key, 'uuid') then e.key::uuid end
        where e.there <> e.numbered or e.last - e.first + 1 <> e.there or e.last is distinct from t.event_sequence limit 100`,
});

const unnumbered = (events: readonly Pick<EventDeclaration, 'type' | 'sequenced'>[]): string =>
  events
    .filter(({ sequenced }) => !sequenced)
    .map(({ type }) => type)
    .join(',');
