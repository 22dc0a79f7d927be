import { type ASTNode, Kind, print, visit } from 'graphql';
import type { Snapshot } from '../model.ts';
import type { Graph, Part, Source } from './elements.ts';

/** Was what an SDL says at this coordinate added or changed? */
export type IsChanged = (source: Source, path: string) => boolean;

/**
 * Compares two graphs coordinate by coordinate and subgraph by subgraph. A field is its whole line with its arguments; a type is its
 * head: description, directives, interfaces, members. Against a plain API schema only what that can say is compared.
 */
export function changedBetween(before: Graph, after: Graph, snapshots: { before: Snapshot; after: Snapshot }): IsChanged {
  const apiOnly = snapshots.before.subgraphs.length === 0 && snapshots.after.subgraphs.length > 0;
  const sdl = ({ subgraphs }: Snapshot) => new Map(subgraphs.map((each) => [each.name, each.sdl]));
  const [oldSdl, newSdl] = [sdl(snapshots.before), sdl(snapshots.after)];
  const same = new Set(apiOnly ? [] : [...newSdl].filter(([name, text]) => oldSdl.get(name) === text).map(([name]) => name));
  const isSame = (source: Source): boolean => source.name !== undefined && same.has(source.name);
  const known = printsOf(before, isSame, apiOnly);
  const now = printsOf(after, isSame, apiOnly);
  return (source, path) => {
    if (isSame(source)) return false;
    const id = idOf(source, path);
    return known.get(apiOnly ? idOf({}, path) : id) !== now.get(id);
  };
}

const idOf = ({ name = '' }: Pick<Source, 'name'>, path: string): string => `${name} ${path}`;

function printsOf(graph: Graph, skip: (source: Source) => boolean, plain: boolean): ReadonlyMap<string, string> {
  const prints = new Map<string, string>();
  for (const part of graph.types) if (!skip(part.source)) prints.set(idOf(part.source, part.path), plain ? part.kind : headOf(part));
  const rest = [graph.fields, graph.args, graph.inputFields, graph.values, graph.directives, graph.directives.flatMap(({ args }) => args)];
  for (const { source, path, node } of rest.flat())
    if (!skip(source)) prints.set(idOf(source, path), print(plain ? withoutFederation(node) : node));
  return prints;
}

const headOf = ({ nodes }: Part): string =>
  nodes
    .map((node) => print({ ...node, ...('fields' in node && { fields: [] }), ...('values' in node && { values: [] }) } as ASTNode))
    .join('\n');

/** An API schema keeps `@deprecated` and nothing else of a field. */
const withoutFederation = (node: ASTNode): ASTNode =>
  visit(node, { [Kind.DIRECTIVE]: (directive) => (directive.name.value === 'deprecated' ? undefined : null) });
