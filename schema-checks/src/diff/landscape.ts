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

/** Both moments: what is compared, and where it is written. */
export interface Landscapes {
  was: Landscape;
  is: Landscape;
  written: { was: Landscape; is: Landscape };
}

/** A subgraph whose SDL is the same is read once. When one side comes from a published supergraph, both are read as supergraphs hold them. */
export function landscapesOf(before: Composition, after: Composition): Landscapes {
  const published = [before, after].some(({ snapshot }) => snapshot.supergraphSdl !== undefined);
  if (!published) {
    const written = pairOf(before, before.snapshot.subgraphs, after, after.snapshot.subgraphs, published);
    return { ...written, written };
  }
  const compared = pairOf(before, contained(before), after, contained(after), published);
  return { ...compared, written: pairOf(before, asWritten(before), after, asWritten(after), published) };
}

/** What was published is written in the supergraph's file. */
const asWritten = ({ snapshot: { subgraphs, supergraphSdl } }: Composition): readonly SubgraphSource[] =>
  supergraphSdl === undefined ? subgraphs : subgraphs.map((source) => ({ ...source, sdl: supergraphSdl }));

function contained({ snapshot, supergraph }: Composition): readonly SubgraphSource[] {
  if (snapshot.supergraphSdl !== undefined || !supergraph) return snapshot.subgraphs;
  const files = new Map(snapshot.subgraphs.map(({ name, file }) => [name, file]));
  const sources = supergraph
    .subgraphs()
    .values()
    .map((subgraph) => ({
      name: subgraph.name,
      url: subgraph.url,
      file: files.get(subgraph.name) ?? snapshot.label,
      sdl: subgraph.toString(),
    }));
  return [...sources].sort((one, other) => (one.name < other.name ? -1 : 1));
}

type Sources = readonly SubgraphSource[];

function pairOf(
  before: Composition,
  olds: Sources,
  after: Composition,
  nows: Sources,
  published: boolean,
): { was: Landscape; is: Landscape } {
  const read = new Map<string, Elements>();
  const roomOf = (source: SubgraphSource): Room => {
    const key = `${source.file}\n${source.sdl}`;
    const elements = read.get(key) ?? elementsOf(source);
    read.set(key, elements);
    return { source, elements };
  };
  const was = new Map(olds.map((source) => [source.name, roomOf(source)]));
  const is = new Map(
    nows.map((source): [string, Room] => {
      const old = was.get(source.name);
      const same = old?.source.sdl === source.sdl && old.source.file === source.file;
      return [source.name, same ? { source, elements: old.elements } : roomOf(source)];
    }),
  );
  return { was: { api: before.api, rooms: was, published }, is: { api: after.api, rooms: is, published } };
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
