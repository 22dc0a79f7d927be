import type { EventChangeKind } from '../diff/kinds.ts';
import type { Level } from '../model.ts';

/** One difference in words, before it is known of which event. */
export interface Told {
  kind: EventChangeKind;
  level: Level;
  detail?: string;
  /** Without the event's name: the path of the change has it. */
  message: string;
  reason: string;
  advice: string;
}

const beside = 'Say it in a new version beside this one, until nobody reads this one.';
const replayed = 'Who reads it takes more than will come. Events that were said before may still hold what was allowed then.';

const place = (path: string): string => (path === '' ? 'its data' : `field ${path}`);

const breaking = (kind: EventChangeKind, message: string, reason: string, advice = beside): Told => ({
  kind,
  level: 'breaking',
  message,
  reason,
  advice,
});
const safe = (kind: EventChangeKind, message: string, reason: string): Told => ({
  kind,
  level: 'safe',
  message,
  reason,
  advice: 'Nothing to do.',
});

export const fieldRemoved = (path: string, to?: string): Told =>
  breaking(
    'EVENT_FIELD_REMOVED',
    `Field ${path} was removed.`,
    'Who reads it finds nothing there.',
    to === undefined
      ? beside
      : `It looks like a rename to ${to}: say both until nobody reads ${path}, or rename it in a new version beside this one.`,
  );

export const fieldAdded = (path: string, required: boolean): Told =>
  required
    ? {
        kind: 'EVENT_FIELD_ADDED',
        level: 'dangerous',
        message: `Field ${path} was added, as always there.`,
        reason: 'Events of this version that were said before lack it: who replays them finds nothing there.',
        advice: `Say that ${path} may be missing, or add it in a new version beside this one.`,
      }
    : safe('EVENT_FIELD_ADDED', `Field ${path} was added.`, 'Nobody reads it yet.');

export const typeChanged = (path: string, before: string, after: string): Told =>
  breaking('EVENT_FIELD_TYPE_CHANGED', `Field ${path} is ${after}, and was ${before}.`, 'Who reads it expects what it was.');

export const optional = (path: string): Told =>
  breaking('EVENT_FIELD_BECAME_OPTIONAL', `Field ${path} may be missing.`, 'Who reads it expects it to be there.');

export const nullable = (path: string): Told =>
  breaking('EVENT_FIELD_BECAME_NULLABLE', `Field ${path} may be null.`, 'Who reads it expects a value.');

export const loosened = (path: string, what: readonly string[]): Told =>
  breaking('EVENT_FIELD_LOOSENED', `Less is said of ${place(path)}: ${what.join(', ')}.`, 'Who reads it may count on what was said.');

export const always = (path: string): Told => safe('EVENT_FIELD_BECAME_REQUIRED', `Field ${path} is always there.`, replayed);

export const tightened = (path: string, what: readonly string[]): Told =>
  safe('EVENT_FIELD_TIGHTENED', `More is said of ${place(path)}: ${what.join(', ')}.`, replayed);

export const valueAdded = (path: string, value: string): Told => ({
  ...breaking(
    'EVENT_ENUM_VALUE_ADDED',
    `Field ${path} may be ${value}.`,
    'Who reads it does not know the value, and an event has nobody to refuse it to.',
  ),
  detail: value,
});

export const valueRemoved = (path: string, value: string): Told => ({
  ...safe('EVENT_ENUM_VALUE_REMOVED', `Field ${path} is never ${value} any more.`, replayed),
  detail: value,
});

export const opened = (path: string): Told => ({
  kind: 'EVENT_OBJECT_OPENED',
  level: 'dangerous',
  message: `More may be in ${place(path)} than is described.`,
  reason: 'Who takes it as a whole gets what no schema describes.',
  advice: 'Name the new fields.',
});

export const written = (path: string): Told =>
  breaking(
    'EVENT_FIELD_SCHEMA_CHANGED',
    `The schema of ${place(path)} changed in a way that cannot be compared.`,
    'Who reads it may expect what can come no more, or not expect what can.',
    'Describe it without choices, or say it in a new version beside this one.',
  );

export const described = (path: string): Told =>
  safe('EVENT_FIELD_DESCRIPTION_CHANGED', `The description of ${path} changed.`, 'Descriptions are for readers.');
