import { type Graph, has, isInternal, namedType, type Part } from './elements.ts';

/** The types of a subgraph or, by all parts of a type, of the whole graph: what leads from one to another. */
interface Ways {
  parts: (name: string) => readonly Part[];
  implementers: ReadonlyMap<string, readonly string[]>;
  /** Ways that are not gone. */
  closed: (element: { path: string }) => boolean;
}

/** Every type that clients can reach from the public root fields. */
export function reachableInApi(graph: Graph): ReadonlySet<string> {
  const roots = graph.types.filter(({ root }) => root !== undefined);
  return spread(roots, {
    parts: (name) => graph.byName.get(name) ?? [],
    implementers: implementersOf(graph.types),
    closed: (element) => isInternal(graph, element),
  });
}

/** For each subgraph, the types that its roots and entities lead to: the rest of its SDL is dead. */
export function reachableBySubgraph(graph: Graph): ReadonlyMap<Part['source'], ReadonlySet<string>> {
  const bySource = Map.groupBy(graph.types, ({ source }) => source);
  return new Map(
    [...bySource].map(([source, parts]) => {
      const byName = Map.groupBy(parts, ({ path }) => path);
      const roots = parts.filter((part) => part.root !== undefined || part.keys.length > 0 || has(part, 'interfaceObject'));
      const args = graph.directives.filter((each) => each.source === source).flatMap((each) => each.args);
      const used = args.flatMap(({ node }) => byName.get(namedType(node.type)) ?? []);
      const ways = { parts: (name: string) => byName.get(name) ?? [], implementers: implementersOf(parts), closed: () => false };
      return [source, spread([...roots, ...used], ways)];
    }),
  );
}

function spread(roots: readonly Part[], ways: Ways): ReadonlySet<string> {
  const reached = new Set(roots.map(({ path }) => path));
  const queue = [...reached];
  for (let name = queue.pop(); name !== undefined; name = queue.pop())
    for (const next of nextOf(name, ways)) {
      if (reached.has(next)) continue;
      reached.add(next);
      queue.push(next);
    }
  return reached;
}

const nextOf = (name: string, { parts, implementers, closed }: Ways): string[] => [
  ...(implementers.get(name) ?? []),
  ...parts(name).flatMap(({ fields, inputFields, members, interfaces }) => [
    ...members,
    ...interfaces,
    ...inputFields.filter((field) => !closed(field)).map(({ node }) => namedType(node.type)),
    ...fields
      .filter((field) => !closed(field))
      .flatMap(({ node, args }) => [
        namedType(node.type),
        ...args.filter((each) => !closed(each)).map((each) => namedType(each.node.type)),
      ]),
  ]),
];

function implementersOf(types: readonly Part[]): ReadonlyMap<string, readonly string[]> {
  const implementers = new Map<string, string[]>();
  for (const { path, interfaces } of types)
    for (const each of interfaces) implementers.set(each, [...(implementers.get(each) ?? []), path]);
  return implementers;
}
