import { withIds } from '../diff/change.ts';
import type { Change } from '../model.ts';
import { type Difference, diffShapes } from './diff-shapes.ts';
import type { EventContract, EventSet } from './model.ts';
import { sameShape } from './shape.ts';
import type { Told } from './words.ts';

/** Every change of events between two moments. Of a file that could not be used at one of them nothing is said. */
export function diffEvents(before: EventSet, after: EventSet): Change[] {
  const known = ({ name }: EventContract): boolean => !before.unknown.has(name) && !after.unknown.has(name);
  const removed = [...before.events.values()].filter((event) => !after.events.has(event.name) && known(event));
  const added = [...after.events.values()].filter((event) => !before.events.has(event.name) && known(event));
  return withIds([
    ...removed.map((event) => changeOf(event, eventRemoved(event, added, after))),
    ...added.map((event) => changeOf(event, eventAdded(event, before))),
    ...[...after.events.values()].flatMap((now) => {
      const old = before.events.get(now.name);
      return old ? diffEvent(old, now) : [];
    }),
  ]);
}

function diffEvent(before: EventContract, after: EventContract): Omit<Change, 'id'>[] {
  return [
    ...(before.key === after.key ? [] : [changeOf(after, keyChanged(before.key, after.key), '/x-event/key')]),
    ...(before.sequenced === after.sequenced
      ? []
      : [after.sequenced ? changeOf(after, sequenceAdded, '/x-event/sequenced') : changeOf(before, sequenceRemoved, '/x-event/sequenced')]),
    ...(before.shape.description === after.shape.description ? [] : [changeOf(after, redescribed, '/description')]),
    ...diffShapes(before.shape, after.shape).map((difference) => fieldChange(before, after, difference)),
  ];
}

function fieldChange(before: EventContract, after: EventContract, { path, shape, ...told }: Difference): Omit<Change, 'id'> {
  const change = changeOf(told.kind.endsWith('_REMOVED') ? before : after, told, shape.pointer);
  return { ...change, path: path === '' ? after.name : `${after.name}:${path}` };
}

const changeOf = ({ name, room, placeOf }: EventContract, told: Told, pointer = ''): Omit<Change, 'id'> => ({
  ...told,
  scope: 'event',
  path: name,
  subgraphs: [room],
  place: placeOf(pointer),
});

function eventAdded({ type }: EventContract, before: EventSet): Told {
  const older = [...before.events.values()].filter((event) => event.type === type).map(({ version }) => version);
  return {
    kind: 'EVENT_ADDED',
    level: 'safe',
    message: older.length === 0 ? 'The event is new.' : `The event is new, beside version ${older.sort((a, b) => a - b).join(', ')}.`,
    reason: 'Nobody reads it yet.',
    advice: 'Nothing to do.',
  };
}

function eventRemoved({ type, shape }: EventContract, added: readonly EventContract[], after: EventSet): Told {
  const [newer] = [...after.events.values()].filter((event) => event.type === type);
  const other = added.find((event) => event.type !== type && sameShape(event.shape, shape));
  return {
    kind: 'EVENT_REMOVED',
    level: 'breaking',
    message: 'The event was removed.',
    reason: 'Who reads it hears nothing any more.',
    advice: newer
      ? `Say it beside ${newer.name} until its readers have moved.`
      : other
        ? `It looks like a rename to ${other.name}: say both until nobody reads it.`
        : 'Say it until nobody reads it.',
  };
}

const keyChanged = (before: string, after: string): Told => ({
  kind: 'EVENT_KEY_CHANGED',
  level: 'breaking',
  message: `The key of the event is ${JSON.stringify(after)}, and was ${JSON.stringify(before)}.`,
  reason: 'Events of one key come in order and are numbered together: who tells older from newer by it takes others for the same.',
  advice: 'Say it in a new version beside this one, until nobody reads this one.',
});

const sequenceRemoved: Told = {
  kind: 'EVENT_SEQUENCE_REMOVED',
  level: 'breaking',
  message: 'The event is not numbered any more.',
  reason: 'Who reads it can no longer tell older from newer.',
  advice: 'Go on numbering it, or say it in a new version beside this one.',
};

const sequenceAdded: Told = {
  kind: 'EVENT_SEQUENCE_ADDED',
  level: 'safe',
  message: 'The event is numbered now.',
  reason: 'Nobody counts on it yet; events that were said before have no number.',
  advice: 'Nothing to do.',
};

const redescribed: Told = {
  kind: 'EVENT_DESCRIPTION_CHANGED',
  level: 'safe',
  message: 'The description of the event changed.',
  reason: 'Descriptions are for readers.',
  advice: 'Nothing to do.',
};
