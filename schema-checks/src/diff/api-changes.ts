import type { Change, Composition, Place } from '../model.ts';
import type { Draft } from './change.ts';
import { exists, outwards } from './coordinates.ts';
import { compareSchemas } from './diff-api.ts';
import { type Element, elementsOf, placeOfElement, printElement } from './elements.ts';
import { definers, has, type Landscape, type Landscapes } from './landscape.ts';

type ApiChange = Omit<Change, 'id'>;

/** What changes for clients, with the subgraphs that it comes from and where they say it. */
export function apiChanges(before: Composition, after: Composition, { was, is, written }: Landscapes): ApiChange[] {
  const usages = ![before, after].some(({ snapshot }) => /^https?:\/\//.test(snapshot.label));
  const alone = { was: apiAlone(before), is: apiAlone(after) };
  return compareSchemas(before.api, after.api, { usages }).map((said) => {
    const subgraphs = originsOf(said, was, is);
    const place = placeIn(said.path, subgraphs, written) ?? alone.is?.(said.path) ?? alone.was?.(said.path);
    return { ...explained(said, subgraphs, was, is), scope: 'api', subgraphs, ...(place ? { place } : {}) };
  });
}

/** Places in an API that is known by its own SDL only. */
function apiAlone({ snapshot }: Composition): ((path: string) => Place | undefined) | undefined {
  if (snapshot.api === undefined) return undefined;
  const { all } = elementsOf({ file: snapshot.label, sdl: snapshot.api });
  return (path) => placeOf(all.get(path));
}

const placeOf = (element: Element | undefined): Place | undefined => element && placeOfElement(element);

/** The subgraphs that say something else at a coordinate, or around it, than before; all that define it when none does. */
export function originsOf({ path, detail }: Pick<Draft, 'path' | 'detail'>, was: Landscape, is: Landscape): string[] {
  let all: string[] = [];
  for (const coordinate of outwards(path)) {
    const [olds, nows] = [definers(was, coordinate), definers(is, coordinate)];
    const names = [...new Set([...olds.keys(), ...nows.keys()])].sort();
    if (all.length === 0) all = names;
    const changed = names.filter((name) => differs(olds.get(name), nows.get(name)));
    // Of a union's member or an interface, the subgraph that names it or no longer does.
    const naming =
      detail === undefined ? [] : changed.filter((name) => mentions(olds.get(name), detail) !== mentions(nows.get(name), detail));
    if (naming.length > 0) return naming;
    if (changed.length > 0) return changed;
  }
  return all;
}

const mentions = (element: Element | undefined, name: string): boolean =>
  element !== undefined && printElement(element).split(/\W+/).includes(name);

const differs = (old: Element | undefined, now: Element | undefined): boolean =>
  old !== now && (old === undefined || now === undefined || printElement(old) !== printElement(now));

/** In the new SDL; what is gone, where it stood; what has no place of its own, where that stands which holds it. */
export function placeIn(path: string, subgraphs: readonly string[], { was, is }: Landscapes['written']): Place | undefined {
  for (const coordinate of outwards(path)) {
    for (const { rooms } of [is, was]) {
      for (const name of subgraphs) {
        const place = placeOf(rooms.get(name)?.elements.all.get(coordinate));
        if (place) return place;
      }
    }
  }
  return undefined;
}

/** Why it is gone although a subgraph still has it: another hides it, or lacks it where all must have it. */
function explained(said: Draft, subgraphs: readonly string[], was: Landscape, is: Landscape): Draft {
  const { path } = said;
  const keepers = [...definers(is, path).keys()];
  if (keepers.length === 0 || exists(is.api, path)) return said;
  const hides = ({ rooms }: Landscape, name: string): boolean => {
    const room = rooms.get(name);
    return room !== undefined && outwards(path).some((coordinate) => has(room, room.elements.all.get(coordinate), 'inaccessible'));
  };
  const hiding = subgraphs.filter((name) => hides(is, name) && !hides(was, name));
  if (hiding.length > 0) {
    const advice = 'Deprecate it and leave it visible until no operation of a client uses it.';
    return { ...said, reason: `${said.reason} It is hidden by ${hiding.join(', ')} (@inaccessible).`, advice };
  }
  const lacking = subgraphs.filter((name) => !keepers.includes(name));
  if (lacking.length === 0) return said;
  const reason = `${said.reason} The API has only what every subgraph defines, and ${lacking.join(', ')} does not define it any more.`;
  return { ...said, reason, advice: `Keep it in ${lacking.join(', ')} until no operation uses it.` };
}
