import { type ASTNode, Kind, print, visit } from 'graphql';
import type { Snapshot } from '../model.ts';
import type { Graph, Source } from './elements.ts';

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
  const skip = ({ name }: Source): boolean => name !== undefined && same.has(name);
  const [known, now] = [nodesOf(before, skip), nodesOf(after, skip)];
  // Few coordinates are asked for: only those are printed.
  const shown = apiOnly ? plainText : text;
  return (source, path) => {
    if (skip(source)) return false;
    const nodes = now.get(idOf(source, path));
    const old = known.get(apiOnly ? idOf({}, path) : idOf(source, path));
    return !nodes || !old || shown(old) !== shown(nodes);
  };
}

const idOf = ({ name = '' }: Pick<Source, 'name'>, path: string): string => `${name} ${path}`;

function nodesOf(graph: Graph, skip: (source: Source) => boolean): ReadonlyMap<string, readonly ASTNode[]> {
  const nodes = new Map<string, readonly ASTNode[]>();
  for (const part of graph.types) if (!skip(part.source)) nodes.set(idOf(part.source, part.path), part.nodes);
  for (const elements of [
    graph.fields,
    graph.args,
    graph.inputFields,
    graph.values,
    graph.directives,
    graph.directives.flatMap(({ args }) => args),
  ])
    for (const { source, path, node } of elements) if (!skip(source)) nodes.set(idOf(source, path), [node]);
  return nodes;
}

const text = (nodes: readonly ASTNode[]): string => nodes.map((node) => print(headOf(node))).join('\n');

/** Without fields and enum values, which are coordinates of their own. */
const headOf = (node: ASTNode): ASTNode =>
  ({ ...node, ...('fields' in node && { fields: [] }), ...('values' in node && { values: [] }) }) as ASTNode;

/** What an API schema shows as well: of a type that there is one of this kind, of all else no directive but `@deprecated`. */
const plainText = (nodes: readonly ASTNode[]): string =>
  nodes
    .map((node) => (/Type(Definition|Extension)$/.test(node.kind) ? node.kind.replace(/Type.*/, '') : print(withoutFederation(node))))
    .filter((line, index, lines) => lines.indexOf(line) === index)
    .join('\n');

const withoutFederation = (node: ASTNode): ASTNode =>
  visit(node, { [Kind.DIRECTIVE]: (directive) => (directive.name.value === 'deprecated' ? undefined : null) });
