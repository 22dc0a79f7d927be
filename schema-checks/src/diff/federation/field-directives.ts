import { harmless } from '../change.ts';
import type { Element } from '../elements.ts';
import { applied, has } from '../landscape.ts';
import { fieldsOf, pathsOf } from './field-sets.ts';
import { isExternal, ownersOf } from './owners.ts';
import { kept, type RoomPair } from './room-pair.ts';

/** What a subgraph says of how it resolves fields that it has before and after, besides who owns them. */
export function compareFieldDirectives(pair: RoomPair): void {
  for (const [before, after] of kept(pair)) {
    if (before.directives.length === 0 && after.directives.length === 0) continue;
    compareShareable(pair, before, after);
    if (after.site !== 'FIELD_DEFINITION') continue;
    compareRequires(pair, before, after);
    compareProvides(pair, before, after);
  }
}

function compareShareable(pair: RoomPair, before: Element, after: Element): void {
  const [was, is] = [has(pair.old, before, 'shareable'), has(pair.now, after, 'shareable')];
  // Who resolves it no longer has nothing to share.
  if (was === is || (was && after.site === 'FIELD_DEFINITION' && isExternal(pair.now, after))) return;
  const { coordinate } = after;
  const fields = after.parent === undefined ? (pair.now.elements.fields.get(coordinate) ?? []) : [coordinate];
  const others = [...new Set(fields.flatMap((field) => [...ownersOf(pair.is, field).asked]))].filter((name) => name !== pair.name).sort();
  if (is) {
    const words = harmless(`${pair.name} lets other subgraphs resolve ${coordinate} as well (@shareable).`, 'It resolves it as before.');
    pair.say('SHAREABLE_ADDED', coordinate, 'safe', words);
  } else {
    // What two subgraphs resolve without sharing it does not compose, unless it is in their keys.
    const reason = others.length === 0 ? 'No other subgraph resolves it.' : 'The subgraphs compose without it: a key has the field.';
    pair.say('SHAREABLE_REMOVED', coordinate, 'safe', harmless(`${pair.name} no longer shares ${coordinate} (@shareable).`, reason));
  }
}

function compareRequires({ name, old, now, say }: RoomPair, before: Element, after: Element): void {
  const was = fieldsOf(applied(old, before, 'requires')[0]);
  const is = fieldsOf(applied(now, after, 'requires')[0]);
  if (was === is) return;
  const { coordinate } = after;
  const reason = 'A gateway that still runs the old supergraph does not send them, and operations may need one more fetch.';
  const advice = `Let the resolver of ${coordinate} do without them until every gateway runs the new supergraph, and look at the plans.`;
  if (was === undefined) {
    say('REQUIRES_ADDED', coordinate, 'dangerous', { message: `${name} needs "${is}" to resolve ${coordinate}.`, reason, advice });
  } else if (is === undefined) {
    const words = harmless(`${name} resolves ${coordinate} without "${was}".`, 'What is sent to it besides is ignored.');
    say('REQUIRES_REMOVED', coordinate, 'safe', words);
  } else {
    const message = `${name} needs "${is}" instead of "${was}" to resolve ${coordinate}.`;
    const fewer = includes(was, is);
    say(
      'REQUIRES_CHANGED',
      coordinate,
      fewer ? 'safe' : 'dangerous',
      fewer ? harmless(message, 'It needs less.') : { message, reason, advice },
    );
  }
}

function compareProvides({ name, old, now, say }: RoomPair, before: Element, after: Element): void {
  const was = fieldsOf(applied(old, before, 'provides')[0]);
  const is = fieldsOf(applied(now, after, 'provides')[0]);
  if (was === is) return;
  const { coordinate } = after;
  const reason = 'A gateway that still runs the old supergraph asks for them there, and operations may need one more fetch.';
  const advice = 'Go on resolving them there until every gateway runs the new supergraph, and look at the plans.';
  if (was === undefined) {
    const words = harmless(`${name} gives "${is}" along with ${coordinate}.`, 'Whoever owns these fields still resolves them.');
    say('PROVIDES_ADDED', coordinate, 'safe', words);
  } else if (is === undefined) {
    const message = `${name} no longer gives "${was}" along with ${coordinate}.`;
    say('PROVIDES_REMOVED', coordinate, 'dangerous', { message, reason, advice });
  } else {
    const message = `${name} gives "${is}" instead of "${was}" along with ${coordinate}.`;
    const more = includes(is, was);
    const words = more ? harmless(message, 'It gives more than before.') : { message, reason, advice };
    say('PROVIDES_CHANGED', coordinate, more ? 'safe' : 'dangerous', words);
  }
}

/** Whether every field of the second is in the first. */
function includes(all: string, some: string): boolean {
  const paths = pathsOf(all);
  return [...pathsOf(some)].every((path) => paths.has(path));
}
