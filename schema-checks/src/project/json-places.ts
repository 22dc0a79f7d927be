import type { Place } from '../model.ts';
import { placesIn } from '../operations/text-places.ts';

/** Where things stand in a valid JSON text, by JSON pointer (`/lines/0`): a member at its name, an element at itself. Others at the top. */
export function jsonPlaces(text: string, file: string): (pointer: string) => Place {
  const offsets = offsetsOf(text);
  const placeOf = placesIn(text, file);
  return (pointer) => placeOf(offsets.get(pointer) ?? 0);
}

interface Frame {
  array: boolean;
  index: number;
  name: string;
}

function offsetsOf(text: string): Map<string, number> {
  const offsets = new Map<string, number>();
  const open: Frame[] = [];
  let named = false;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g)) {
    const top = open.at(-1);
    if (token === ':') continue;
    if (token === ',') {
      named = false;
      if (top) top.index += 1;
    } else if (token === ']' || token === '}') open.pop();
    else if (top && !top.array && !named) {
      top.name = JSON.parse(token) as string;
      named = true;
      offsets.set(pointerTo(open), index);
    } else {
      if (top?.array) offsets.set(pointerTo(open), index);
      named = false;
      if (token === '[' || token === '{') open.push({ array: token === '[', index: 0, name: '' });
    }
  }
  return offsets;
}

/** A name as it stands in a pointer. */
export const inPointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;

const pointerTo = (open: readonly Frame[]): string =>
  open.map(({ array, index, name }) => (array ? `/${index}` : inPointer(name))).join('');
