import type { Change, Level } from '../../model.ts';
import { draft, type Words } from '../change.ts';
import type { Element } from '../elements.ts';
import type { ChangeKind } from '../kinds.ts';
import type { Landscape, Room } from '../landscape.ts';

/** One subgraph before and after, among the others. */
export interface RoomPair {
  name: string;
  old: Room;
  now: Room;
  was: Landscape;
  is: Landscape;
  say: Say;
}

export type Said = Omit<Change, 'id' | 'place'>;
export type Say = (kind: ChangeKind, path: string, level: Level, words: Words, detail?: string, touches?: readonly string[]) => void;

/** Whether the API says it already. */
export type Told = (said: Pick<Change, 'kind' | 'path' | 'detail'>) => boolean;

/** Collects what is said of one subgraph, or of several together. */
export const saying =
  (out: Said[], ...subgraphs: string[]): Say =>
  (kind, path, level, words, detail, touches) => {
    const said = draft(kind, path, level, words, detail);
    out.push({ ...said, scope: 'subgraph', subgraphs: [...subgraphs].sort(), ...(touches && { touches }) });
  };

/** Elements that the subgraph has before and after. */
export function* kept({ old, now }: Pick<RoomPair, 'old' | 'now'>): Generator<[Element, Element]> {
  for (const [coordinate, after] of now.elements.all) {
    const before = old.elements.all.get(coordinate);
    if (before) yield [before, after];
  }
}
