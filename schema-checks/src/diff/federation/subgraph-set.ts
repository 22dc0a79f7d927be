import { harmless } from '../change.ts';
import { applied, type Landscape, type Room } from '../landscape.ts';
import { type RoomPair, type Said, saying } from './room-pair.ts';

/** Subgraphs that come and go, and where they answer. */
export function compareSubgraphs(was: Landscape, is: Landscape, out: Said[]): void {
  const removed = [...was.rooms.values()].filter(({ source }) => !is.rooms.has(source.name));
  const added = [...is.rooms.values()].filter(({ source }) => !was.rooms.has(source.name));
  for (const { source } of added) {
    const words = harmless(`Subgraph ${source.name} was added.`, 'No plan asks it yet; it must run before the new supergraph is out.');
    saying(out, source.name)('SUBGRAPH_ADDED', source.name, 'safe', words);
  }
  for (const { source } of removed) {
    const same = added.find((other) => other.source.sdl === source.sdl)?.source.name;
    const words = {
      message: `Subgraph ${source.name} was removed.`,
      reason: 'A gateway that still runs the old supergraph asks it.',
      advice: same
        ? `It looks like a rename of ${source.name} to ${same}: let both run until every gateway runs the new supergraph.`
        : 'Let it run until every gateway runs the new supergraph.',
    };
    saying(out, source.name)('SUBGRAPH_REMOVED', source.name, 'dangerous', words);
  }
  for (const { source } of is.rooms.values()) {
    const old = was.rooms.get(source.name)?.source;
    if (!old || old.url === source.url) continue;
    const words = {
      message: `Subgraph ${source.name} answers at ${source.url} instead of ${old.url}.`,
      reason: 'A gateway that still runs the old supergraph asks it at the old address.',
      advice: 'Let it answer at both until every gateway runs the new supergraph.',
    };
    saying(out, source.name)('SUBGRAPH_URL_CHANGED', source.name, 'dangerous', words);
  }
}

/** The specifications that a subgraph links to, and which of its directives it wants in the supergraph. */
export function compareLinks({ name, old, now, say }: RoomPair): void {
  const olds = new Map(old.elements.links.links.map((link) => [link.identity, link.version]));
  const nows = new Map(now.elements.links.links.map((link) => [link.identity, link.version]));
  const reason = 'The gateway must know it: a supergraph that asks for more than it knows is refused at its start.';
  const advice = 'Make sure that the gateway in use knows it.';
  for (const [identity, version] of nows) {
    const was = olds.get(identity);
    if (was === version) continue;
    if (was === undefined) {
      say(
        'LINK_ADDED',
        'schema',
        'dangerous',
        { message: `${name} links to ${identity} ${version}.`.replace(' .', '.'), reason, advice },
        identity,
      );
    } else {
      say(
        'LINK_CHANGED',
        'schema',
        'dangerous',
        { message: `${name} links to ${identity} ${version} instead of ${was}.`, reason, advice },
        identity,
      );
    }
  }
  for (const identity of olds.keys()) {
    if (nows.has(identity)) continue;
    const words = harmless(`${name} no longer links to ${identity}.`, 'Directives of it that were used are told by themselves.');
    say('LINK_REMOVED', 'schema', 'safe', words, identity);
  }
  compareComposed({ name, old, now, say });
}

function compareComposed({ name, old, now, say }: Pick<RoomPair, 'name' | 'old' | 'now' | 'say'>): void {
  const [olds, nows] = [composedOf(old), composedOf(now)];
  for (const directive of [...nows].filter((each) => !olds.has(each))) {
    const words = harmless(
      `${name} hands ${directive} on into the supergraph (@composeDirective).`,
      'Gateways that know it may act on it.',
    );
    say('COMPOSE_DIRECTIVE_ADDED', directive, 'safe', words);
  }
  for (const directive of [...olds].filter((each) => !nows.has(each))) {
    const message = `${name} no longer hands ${directive} on into the supergraph (@composeDirective).`;
    const reason = 'A gateway that acts on it does so no longer.';
    say('COMPOSE_DIRECTIVE_REMOVED', directive, 'dangerous', {
      message,
      reason,
      advice: `Make sure that no gateway acts on ${directive}.`,
    });
  }
}

/** Directives that a subgraph hands on into the supergraph, each with its @. */
export function composedOf(room: Room): Set<string> {
  const names = applied(room, room.elements.all.get('schema'), 'composeDirective').map((directive) => {
    const value = directive.arguments?.find((arg) => arg.name.value === 'name')?.value;
    return value && 'value' in value ? String(value.value) : '';
  });
  return new Set(names);
}
