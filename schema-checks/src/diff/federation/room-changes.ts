import type { Draft } from '../change.ts';
import { exists, outwards } from '../coordinates.ts';
import { compareSchemas } from '../diff-api.ts';
import type { ChangeKind } from '../kinds.ts';
import { definers, has, type Landscape, type Room } from '../landscape.ts';
import { compareUsages } from '../usages.ts';
import { kept, type RoomPair, type Said, type Told } from './room-pair.ts';
import { entitiesOf, schemaOf } from './room-schema.ts';
import { composedOf } from './subgraph-set.ts';

/** What only rules for federation can tell of elements that the API has. */
const toldElsewhere = new Set<ChangeKind>(['TYPE_ADDED', 'TYPE_REMOVED', 'TYPE_KIND_CHANGED']);

/** Common kinds, of one subgraph: an element that is in the API only when every subgraph has it. */
const inSome: Partial<Record<ChangeKind, ChangeKind>> = {
  FIELD_ARGUMENT_ADDED: 'ARGUMENT_IN_SOME_SUBGRAPHS',
  INPUT_FIELD_ADDED: 'INPUT_FIELD_IN_SOME_SUBGRAPHS',
  ENUM_VALUE_ADDED: 'ENUM_VALUE_IN_SOME_SUBGRAPHS',
};

/**
 * Compares what a subgraph's own server offers. What clients see is told of the API, as far as that changes; what is hidden from
 * them is called by other subgraphs, and judged as if it were an API of its own.
 */
export function compareRoom(pair: RoomPair, told: Told, out: Said[]): void {
  const { name, old, now, was, is } = pair;
  const entries = [...new Set([...entitiesOf(old), ...entitiesOf(now)])];
  for (const said of compareSchemas(schemaOf(old), schemaOf(now), { entries, usages: false })) {
    if (is.published && said.kind.includes('DESCRIPTION')) continue;
    const { path } = said;
    if (isHidden(path, was) && isHidden(path, is)) out.push({ ...said, scope: 'internal', subgraphs: [name] });
    else if (!told(said)) {
      const shared = asShared(pair, said);
      if (shared) out.push({ ...shared, scope: 'subgraph', subgraphs: [name] });
    }
  }
}

/** Not in the API, though not for want of another subgraph that defines it. */
function isHidden(path: string, landscape: Landscape): boolean {
  if (path.startsWith('@') || path === 'schema' || exists(landscape.api, path)) return false;
  const [, parent] = outwards(path);
  if (parent === undefined || !exists(landscape.api, parent)) return true;
  if ([...definers(landscape, path)].length === 0) return true;
  // Fields are in the API when any subgraph defines them; arguments, input fields and values when all do.
  const field = [...definers(landscape, path).values()].some(({ site }) => site === 'FIELD_DEFINITION');
  return field || [...landscape.rooms.values()].some((room) => has(room, room.elements.all.get(path), 'inaccessible'));
}

function asShared({ name, old, now, is }: RoomPair, said: Draft): Draft | undefined {
  if (toldElsewhere.has(said.kind) || isOfNewType(said, old)) return undefined;
  const element = now.elements.all.get(outwards(said.path).at(-1) ?? '');
  // Who resolves fields of objects is told by their ownership.
  if (/^FIELD_(?:ADDED|REMOVED)$/.test(said.kind) && element?.site !== 'INTERFACE') return undefined;
  const kind = exists(is.api, said.path) ? undefined : inSome[said.kind];
  const message = `In ${name}: ${said.message}`;
  if (kind) {
    const reason = 'The API has it only when every subgraph that defines what holds it does.';
    return { ...said, kind, level: 'safe', message, reason, advice: 'Add it to the other subgraphs as well, or to none.' };
  }
  return { ...said, level: 'safe', message, reason: 'The API does not change: other subgraphs say the rest.', advice: 'Nothing to do.' };
}

/** What a type implements that is new to the subgraph and not to the API is told with the type. */
const isOfNewType = ({ kind, path }: Draft, old: Room): boolean => kind === 'OBJECT_TYPE_INTERFACE_ADDED' && !old.elements.all.has(path);

/**
 * Directives of no specification, at what the subgraph has before and after. Composition drops those that it is not asked to hand on;
 * what acts on the others is not known here.
 */
export function compareOtherDirectives({ name, old, now }: RoomPair, out: Said[]): void {
  const report = (said: Draft) => out.push({ ...said, scope: 'subgraph', subgraphs: [name] });
  const reportDropped = (said: Draft) => report({ ...said, level: 'safe', ...dropped });
  const composed = new Set([...composedOf(old), ...composedOf(now)]);
  const isDropped = (directive: string): boolean =>
    !composed.has(`@${directive}`) && [old, now].every(({ elements }) => elements.links.canonical(directive) === undefined);
  for (const [before, after] of kept({ old, now })) {
    if (after.site === undefined || (before.directives.length === 0 && after.directives.length === 0)) continue;
    const others = (room: typeof old, { directives }: typeof before, gone: boolean) =>
      directives.filter(
        ({ name: { value } }) => !specified.has(value) && isOther(room.elements.links.canonical(value)) && isDropped(value) === gone,
      );
    const label = `${after.coordinate} in ${name}`;
    for (const gone of [true, false]) {
      const to = { report: gone ? reportDropped : report };
      compareUsages(to, after.site, after.coordinate, label, others(old, before, gone), others(now, after, gone));
    }
  }
}

const dropped = {
  reason: 'Composition drops it: no gateway and no client sees it.',
  advice: "Nothing to do, unless the subgraph's own server acts on it.",
};

const specified = new Set(['deprecated', 'specifiedBy', 'oneOf']);
const federation = new Set(
  `key shareable external requires provides override inaccessible tag interfaceObject extends composeDirective link
  authenticated requiresScopes policy cost listSize`.split(/\s+/),
);
const isOther = (canonical: string | undefined): boolean => canonical === undefined || !federation.has(canonical);
