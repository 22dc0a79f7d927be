import type { GraphQLSchema } from 'graphql';
import type { Composition, SubgraphSource } from '../model.ts';
import { type Element, type Elements, elementsOf } from './elements.ts';

/** The subgraphs of one moment with what each of them says. */
export interface Landscape {
  api: GraphQLSchema;
  /** By name, sorted. */
  rooms: ReadonlyMap<string, Room>;
  /** Subgraphs taken from a published supergraph lack descriptions, tags and what is inaccessible. */
  published: boolean;
}

export interface Room {
  source: SubgraphSource;
  elements: Elements;
}

/** Both moments; a subgraph whose SDL is the same is read once. */
export function landscapesOf(before: Composition, after: Composition): { was: Landscape; is: Landscape } {
  const olds = new Map(before.snapshot.subgraphs.map((source) => [source.name, source]));
  const roomOf = (source: SubgraphSource): Room => ({ source, elements: elementsOf(source) });
  const was = new Map([...olds].map(([name, source]) => [name, roomOf(source)]));
  const is = new Map(
    after.snapshot.subgraphs.map((source): [string, Room] => {
      const old = was.get(source.name);
      const same = old?.source.sdl === source.sdl && old.source.file === source.file;
      return [source.name, same ? { source, elements: old.elements } : roomOf(source)];
    }),
  );
  const published = before.snapshot.supergraphSdl !== undefined || after.snapshot.supergraphSdl !== undefined;
  return {
    was: { api: before.api, rooms: was, published },
    is: { api: after.api, rooms: is, published },
  };
}

/** The subgraphs that define a coordinate, with what they say there. */
export function definers({ rooms }: Landscape, coordinate: string): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const [name, { elements }] of rooms) {
    const element = elements.all.get(coordinate);
    if (element) found.set(name, element);
  }
  return found;
}

/** The values that a federation directive is applied with at an element, by its own name or an alias. */
export function applied({ elements }: Room, element: Element | undefined, name: string) {
  return (element?.directives ?? []).filter((directive) => elements.links.canonical(directive.name.value) === name);
}

export const has = (room: Room, element: Element | undefined, name: string): boolean => applied(room, element, name).length > 0;
