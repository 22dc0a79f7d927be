import { harmless } from '../change.ts';
import { applied, definers, has, type Room } from '../landscape.ts';
import { enteredFor } from './entering.ts';
import { fieldsOf, pathsOf } from './field-sets.ts';
import { resolvable } from './keys.ts';
import { isExternal } from './owners.ts';
import type { RoomPair } from './room-pair.ts';

const roots = new Set(['Query', 'Mutation', 'Subscription']);

/** Types that a subgraph starts or stops to define while another defines them too; the API says nothing of that. */
export function compareTypesOfRoom(pair: RoomPair): void {
  const { old, now, was, is } = pair;
  for (const { coordinate, parent, site } of now.elements.all.values()) {
    if (parent !== undefined || site === undefined || site === 'SCHEMA' || roots.has(coordinate)) continue;
    if (old.elements.all.has(coordinate)) compareInterfaceObject(pair, coordinate);
    else if (definers(was, coordinate).size > 0) reportAdded(pair, coordinate);
  }
  for (const { coordinate, parent, site } of old.elements.all.values()) {
    if (parent !== undefined || site === undefined || site === 'SCHEMA' || roots.has(coordinate)) continue;
    if (!now.elements.all.has(coordinate) && definers(is, coordinate).size > 0) reportRemoved(pair, coordinate);
  }
}

function compareInterfaceObject({ name, old, now, say }: RoomPair, type: string): void {
  const [before, after] = [old, now].map((room) => has(room, room.elements.all.get(type), 'interfaceObject'));
  if (before === after) return;
  const message = after
    ? `${name} sees ${type} as one object type (@interfaceObject) instead of an interface with its types.`
    : `${name} no longer sees ${type} as one object type (@interfaceObject).`;
  const reason = 'A gateway that still runs the old supergraph asks it for what it does not have any more, by another __typename.';
  const advice = `Move the fields of ${type} to another subgraph first, and change it when no supergraph asks for them here.`;
  say(after ? 'INTERFACE_OBJECT_ADDED' : 'INTERFACE_OBJECT_REMOVED', type, 'breaking', { message, reason, advice });
}

function reportAdded({ name, now, say }: RoomPair, type: string): void {
  const reason = 'It only adds: no plan asks it for this type yet.';
  if (has(now, now.elements.all.get(type), 'interfaceObject')) {
    const words = harmless(`${name} adds fields to every type of ${type} (@interfaceObject).`, reason);
    say('INTERFACE_OBJECT_ADDED', type, 'safe', words);
  } else if (isReference(now, type)) {
    say('ENTITY_REFERENCE_ADDED', type, 'safe', harmless(`${name} refers to ${type} of another subgraph.`, reason));
  } else {
    say('SUBGRAPH_TYPE_ADDED', type, 'safe', harmless(`${name} defines ${type} as well.`, reason));
  }
}

function reportRemoved(pair: RoomPair, type: string): void {
  const { name, old, say } = pair;
  const reason = 'A gateway that still runs the old supergraph enters it by the key for fields that it no longer has.';
  const advice = `Move its fields with @override first, and remove the type from ${name} when every gateway runs that supergraph.`;
  const element = old.elements.all.get(type);
  if (has(old, element, 'interfaceObject')) {
    const message = `${name} no longer adds fields to every type of ${type} (@interfaceObject).`;
    say('INTERFACE_OBJECT_REMOVED', type, 'breaking', { message, reason, advice }, undefined, enteredFor(pair, type));
  } else if (isReference(old, type)) {
    const words = harmless(`${name} no longer refers to ${type} of another subgraph.`, 'It resolved nothing of it but its key.');
    say('ENTITY_REFERENCE_REMOVED', type, 'safe', words);
  } else if (applied(old, element, 'key').some(resolvable)) {
    const message = `${name} no longer defines the entity ${type}, which others do.`;
    say('SUBGRAPH_TYPE_REMOVED', type, 'breaking', { message, reason, advice }, undefined, enteredFor(pair, type));
  } else {
    const words = harmless(`${name} no longer defines ${type}, which others do.`, 'What led to it there is reported by itself.');
    say('SUBGRAPH_TYPE_REMOVED', type, 'safe', words);
  }
}

/** An entity of which the subgraph says nothing but how to name one. */
function isReference(room: Room, type: string): boolean {
  const keys = applied(room, room.elements.all.get(type), 'key');
  if (keys.length === 0) return false;
  const named = new Set(keys.flatMap((key) => [...pathsOf(fieldsOf(key) ?? '')]));
  return (room.elements.fields.get(type) ?? []).every((field) => {
    const element = room.elements.all.get(field);
    return named.has(field.slice(type.length + 1)) || element === undefined || isExternal(room, element);
  });
}
