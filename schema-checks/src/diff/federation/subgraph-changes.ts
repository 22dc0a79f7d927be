import type { Change } from '../../model.ts';
import { placeIn } from '../api-changes.ts';
import type { Draft } from '../change.ts';
import { outwards } from '../coordinates.ts';
import type { Elements } from '../elements.ts';
import type { Landscape, Landscapes } from '../landscape.ts';
import { compareFieldDirectives } from './field-directives.ts';
import { compareKeys } from './keys.ts';
import { compareOwnership } from './ownership.ts';
import { compareOtherDirectives, compareRoom } from './room-changes.ts';
import { type RoomPair, type Said, saying, type Told } from './room-pair.ts';
import { compareLinks, compareSubgraphs } from './subgraph-set.ts';
import { compareTypesOfRoom } from './types-of-rooms.ts';
import { compareVisibility } from './visibility.ts';

/** What the API does not say: what subgraphs say to each other, and what only they can call. `api` is what was said of the API. */
export function subgraphChanges({ was, is, written }: Landscapes, api: readonly Draft[]): Omit<Change, 'id'>[] {
  if (was.rooms.size === 0 || is.rooms.size === 0) return [];
  const told = toldBy(api);
  const out: Said[] = [];
  compareSubgraphs(was, is, out);
  const pairs = pairsOf(was, is, out);
  for (const pair of pairs) {
    if (!was.rooms.has(pair.name)) continue;
    compareKeys(pair);
    compareTypesOfRoom(pair);
    compareFieldDirectives(pair);
    compareRoom(pair, told, out);
    if (is.published) continue;
    compareVisibility(pair, told);
    compareLinks(pair);
    compareOtherDirectives(pair, out);
  }
  compareOwnership(pairs, was, is, out);
  return out.map((said) => {
    const place = placeIn(said.path, said.subgraphs, written) ?? startOf(said, written);
    return { ...said, ...(place ? { place } : {}) };
  });
}

/** Whether the API says the same, or that the element, or what holds it, came or went. */
function toldBy(api: readonly Draft[]): Told {
  const same = new Set(api.map(keyOf));
  const presence = /^(?:(?:TYPE|FIELD|FIELD_ARGUMENT|INPUT_FIELD|ENUM_VALUE)_(?:ADDED|REMOVED)|TYPE_KIND_CHANGED|SCHEMA_.*_TYPE_CHANGED)$/;
  const moved = new Set(api.filter(({ kind }) => presence.test(kind)).map(({ path }) => path));
  return (said) => same.has(keyOf(said)) || outwards(said.path).some((coordinate) => moved.has(coordinate));
}

/** Of two subgraphs with different texts the API has one: which way its text changed says nothing of theirs. */
const keyOf = ({ kind, path, detail }: Parameters<Told>[0]): string =>
  [kind.replace(/(DESCRIPTION|DEPRECATION).*/, '$1'), path, detail ?? ''].join(' ');

/** Subgraphs whose SDL changed, and new ones, which had none. */
function pairsOf(was: Landscape, is: Landscape, out: Said[]): RoomPair[] {
  return [...is.rooms].flatMap(([name, now]): RoomPair[] => {
    const old = was.rooms.get(name) ?? { source: now.source, elements: nothing };
    return old.elements === now.elements ? [] : [{ name, old, now, was, is, say: saying(out, name) }];
  });
}

const nothing: Elements = {
  document: { kind: 'Document' as Elements['document']['kind'], definitions: [] },
  links: { links: [], canonical: () => undefined },
  all: new Map(),
  fields: new Map(),
  roots: new Map(),
};

/** A subgraph as a whole is where its SDL starts. */
function startOf({ subgraphs: [name = ''] }: Said, { was, is }: Landscapes['written']): Change['place'] {
  const room = is.rooms.get(name) ?? was.rooms.get(name);
  return room && { file: room.source.file, line: 1, column: 1 };
}
