import { type ConstDirectiveNode, Kind } from 'graphql';
import { harmless } from '../change.ts';
import { applied } from '../landscape.ts';
import { couldEnter, enteredFor } from './entering.ts';
import { fieldsOf, pathsOf } from './field-sets.ts';
import { kept, type RoomPair } from './room-pair.ts';

/** Whether the gateway may enter the subgraph by this key. */
export const resolvable = (key: ConstDirectiveNode): boolean => {
  const value = key.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
  return value?.kind !== Kind.BOOLEAN || value.value;
};

const keysOf = (directives: readonly ConstDirectiveNode[]): Map<string, boolean> =>
  new Map(directives.map((key) => [fieldsOf(key) ?? '', resolvable(key)]));

/** The keys of types that the subgraph has before and after: how a gateway, and plans under way, enter it. */
export function compareKeys(pair: RoomPair): void {
  for (const [before, after] of kept(pair)) {
    if (after.parent !== undefined) continue;
    const olds = keysOf(applied(pair.old, before, 'key'));
    const nows = keysOf(applied(pair.now, after, 'key'));
    const removed = [...olds].filter(([fields]) => !nows.has(fields));
    const added = [...nows].filter(([fields]) => !olds.has(fields));
    const [gone, moreGone] = removed;
    const [come, moreCome] = added;
    if (gone && come && !moreGone && !moreCome) {
      compareFields(pair, after.coordinate, gone, come);
    } else {
      for (const [fields] of added) reportAdded(pair, after.coordinate, fields);
      for (const [fields, entered] of removed) reportRemoved(pair, after.coordinate, fields, entered, nows.size === 0);
    }
    for (const [fields, entered] of nows) compareResolvable(pair, after.coordinate, fields, olds.get(fields), entered);
  }
}

const detailOf = (fields: string): string => `@key(fields: "${fields}")`;
const unentered = 'No plan enters by it: no other subgraph that has these fields leads to the type.';
const running = 'A gateway that still runs the old supergraph, and other subgraphs that refer to it by this key, fail.';

function reportAdded({ name, say }: RoomPair, type: string, fields: string): void {
  const words = harmless(`${name} resolves ${type} by "${fields}" as well.`, 'No plan enters by it before the new supergraph is out.');
  say('KEY_ADDED', type, 'safe', words, detailOf(fields));
}

function reportRemoved(pair: RoomPair, type: string, fields: string, entered: boolean, last: boolean): void {
  const { name, say } = pair;
  if (!entered) {
    const words = harmless(`${name} no longer refers to ${type} by "${fields}".`, 'No plan enters by it: it was not resolvable.');
    say('KEY_REMOVED', type, 'safe', words, detailOf(fields));
    return;
  }
  if (!couldEnter(pair, type, fields)) {
    const words = harmless(`${name} no longer resolves ${type} by "${fields}".`, unentered);
    say('KEY_REMOVED', type, 'safe', words, detailOf(fields));
    return;
  }
  const message = `${name} no longer resolves ${type} by "${fields}"${last ? ': it is no entity there any more' : ''}.`;
  const advice = 'Keep the key, publish a supergraph that does not use it, and remove it when every gateway runs that.';
  say('KEY_REMOVED', type, 'breaking', { message, reason: running, advice }, detailOf(fields), enteredFor(pair, type));
}

function compareFields(
  pair: RoomPair,
  type: string,
  [old, wasEntered]: readonly [string, boolean],
  [now]: readonly [string, boolean],
): void {
  const { name, say } = pair;
  const message = `${name} resolves ${type} by "${now}" instead of "${old}".`;
  const fewer = [...pathsOf(now)].every((path) => pathsOf(old).has(path));
  const advice = `Add the key "${now}" beside "${old}", and remove the old one in a later change.`;
  if (!wasEntered) {
    say('KEY_CHANGED', type, 'safe', harmless(message, 'No plan enters by it: it was not resolvable.'), detailOf(old));
  } else if (!couldEnter(pair, type, old)) {
    say('KEY_CHANGED', type, 'safe', harmless(message, unentered), detailOf(old));
  } else if (fewer) {
    const reason = 'What plans under way send holds the new key too, but the subgraph has to find the same entity by less.';
    say('KEY_CHANGED', type, 'dangerous', { message, reason, advice }, detailOf(old), enteredFor(pair, type));
  } else {
    say('KEY_CHANGED', type, 'breaking', { message, reason: running, advice }, detailOf(old), enteredFor(pair, type));
  }
}

function compareResolvable(pair: RoomPair, type: string, fields: string, was: boolean | undefined, is: boolean): void {
  const { name, say } = pair;
  if (was === undefined || was === is) return;
  if (is) {
    const words = harmless(`${name} resolves ${type} by "${fields}", to which it only referred.`, 'No plan enters by it yet.');
    say('KEY_RESOLVABLE_CHANGED', type, 'safe', words, detailOf(fields));
  } else {
    const message = `${name} only refers to ${type} by "${fields}" and resolves it no longer.`;
    if (!couldEnter(pair, type, fields)) return say('KEY_RESOLVABLE_CHANGED', type, 'safe', harmless(message, unentered), detailOf(fields));
    const advice = 'Keep it resolvable until every gateway runs a supergraph that does not enter by it.';
    say('KEY_RESOLVABLE_CHANGED', type, 'breaking', { message, reason: running, advice }, detailOf(fields), enteredFor(pair, type));
  }
}
